/** The share of webhooks that may have been answered without the store: another program may stop Redis for half a second. */
const MOST_DEGRADED = 0.001;

/**
 * Makes sure that what was measured were check-ins: the product counts what became of each webhook, and an answer
 * without the store, or the same answer again, would have been cheaper.
 */
export async function checkAnswers(port: number): Promise<void> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const counted = [...metrics.matchAll(/^stillhere_webhooks_total\{(.*)\} (\d+)$/gm)];
  const all = counted.reduce((sum, [, , count]) => sum + Number(count), 0);
  const others = counted.filter(([, labels, count]) => {
    if (labels === 'route="/leg",outcome="degraded"') return Number(count) > MOST_DEGRADED * all;
    return labels !== 'route="/leg",outcome="ok"';
  });
  if (all === 0 || others.length > 0) {
    throw new Error(
      `Failed to measure: not every webhook was a check-in: ${others.map(([line]) => line).join(', ')}`,
    );
  }
}
