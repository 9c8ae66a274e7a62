import { expect, it } from 'vitest';
import { startCutProxy } from './cut-proxy.ts';
import { caller, deskOf } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

export function lineSuite(opener: PageOpener): void {
  it('given a line that goes dead without a word, every tab says within 5 s that times may be old, and converges within 2 s', async () => {
    const fake = opener.fake();
    fake.state.desks.set('anna', deskOf('free'));
    fake.state.contacts.set('c1', caller('c1', { from: '+1•••••••11' }));
    const proxy = await startCutProxy(fake.port);
    opener.closeLater(() => proxy.close());
    const page = await opener.page(proxy.url);
    const other = await opener.page(proxy.url);
    await page.getByText('+1•••••••11').first().waitFor();
    await other.getByText('+1•••••••11').first().waitFor();

    proxy.cut();
    const cutAt = performance.now();
    await other.getByText('Connection lost, times may be old').waitFor();
    await page.getByText('Connection lost, times may be old').waitFor();
    expect(performance.now() - cutAt).toBeLessThan(5_800);
    const shown = await page.locator('tbody .clock').allTextContents();

    // What the page missed while its line was dead.
    fake.state.contacts.delete('c1');
    fake.state.contacts.set('c2', caller('c2', { from: '+1•••••••22' }));
    expect(await page.locator('tbody .clock').allTextContents()).toEqual(shown);
    proxy.restore();
    const restoredAt = performance.now();
    await page.getByText('+1•••••••22').first().waitFor();
    await page.getByText('Connection lost').waitFor({ state: 'detached' });
    await other.getByText('+1•••••••22').first().waitFor();
    await other.getByText('Connection lost').waitFor({ state: 'detached' });
    expect(performance.now() - restoredAt).toBeLessThan(2_800);
    expect(await page.getByText('+1•••••••11').count()).toBe(0);
  });

  it('given a phone network that refuses, says so on every page for as long as it does', async () => {
    const { page, fake } = await opener.open(({ state }) => {
      state.phones = 'refuses';
    });
    const told = page.getByRole('status').getByText('The phone network refuses us.');
    await told.waitFor();
    expect(await page.getByText('Connection lost').count()).toBe(0);
    fake.state.phones = 'well';
    await told.waitFor({ state: 'detached' });
  });

  it('given a computer whose clock is an hour wrong, still shows right waits', async () => {
    const fake = opener.fake();
    fake.state.contacts.set('c1', caller('c1', { waitedSeconds: 65 }));
    const page = await opener.page('about:blank');
    await page.clock.install({ time: Date.now() + 3_600_000 });
    await page.goto(fake.url);
    const waited = page.locator('tbody .clock').last();
    await waited.waitFor();
    expect(await waited.textContent()).toMatch(/^1:0[4-9]$/);
  });

  it('given commands while the server does not answer, says that nothing was changed', async () => {
    const { page, fake } = await opener.open(({ state }) => {
      state.desks.set('anna', deskOf('free'));
      state.contacts.set('c1', caller('c1'));
    });
    await page.route('**/api/desk/take', (route) => route.abort());
    await page.getByRole('button', { name: 'Take next caller' }).click();
    await page.getByRole('alert').getByText('Nothing was changed').waitFor();
    expect(fake.made).toEqual([]);
  });

  it('given the end of the session, asks to sign in over the page', async () => {
    const { page, fake } = await opener.open(({ state }) => void state.contacts.set('c1', caller('c1')));
    await page.getByText('+1•••••••67').first().waitFor();
    fake.state.signedIn = null;
    fake.dropStreams();
    await page.getByRole('dialog').getByText('Your session has ended').waitFor();
    expect(await page.getByText('+1•••••••67').count()).toBeGreaterThan(0);
  });

  it('given a command whose answer is lost, sends it once more with the same key', async () => {
    const { page, fake } = await opener.open(({ state }) => {
      state.contacts.set('c1', caller('c1'));
      state.desks.set('anna', deskOf('free', { mode: 'manual' }));
    });
    const keys: (string | undefined)[] = [];
    await page.route('**/api/desk/take', (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      return keys.length === 1 ? route.abort() : route.continue();
    });
    await page.getByRole('button', { name: 'Take next caller' }).click();
    await expect.poll(() => fake.state.contacts.get('c1')?.operator).toBe('anna');
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
  });
}
