/** The few API calls that the demo makes for itself, as any integrator would. */
export type ApiClient = {
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
};

/** Signs in and keeps the cookie. Throws where that is refused. */
export async function signIn(serverUrl: string, name: string, password: string): Promise<ApiClient> {
  let cookie = '';
  const client: ApiClient = {
    async call(method, path, body) {
      const response = await fetch(`${serverUrl}/api${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', ...(cookie === '' ? {} : { Cookie: cookie }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const set = response.headers.get('set-cookie');
      if (set !== null) cookie = set.split(';')[0] ?? '';
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    },
  };
  const { status, body } = await client.call('POST', '/session', { name, password });
  if (status !== 200) throw new Error(`Failed to sign in as ${name}: ${status} ${JSON.stringify(body)}.`);
  return client;
}
