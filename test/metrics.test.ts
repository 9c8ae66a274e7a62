import { describe, expect, it } from 'vitest';
import { createMetrics } from '../src/metrics.ts';

describe('Metrics', () => {
  it('count what the product does, by kind and never by person', async () => {
    const metrics = createMetrics();
    metrics.webhookAnswered('/voice/contact', 'ok', 12);
    metrics.signatureRefused();
    metrics.storeFailed('commit');
    metrics.storeIs('full');
    metrics.effectTried('summon-leg', 'done');
    metrics.phoneNetworkAsked('ringDesk', 'refused');
    metrics.phoneNetworkIs('refuses');
    metrics.stepMissed();
    metrics.sweepFailed('desk');
    metrics.lineIs(new Map([['support', 3]]), new Map([['held', 1]]));
    metrics.apiAnswered('get', '/me', 200, 4);
    metrics.apiAnswered('get', '/live', 200, null);
    metrics.signInFailed();
    metrics.streamsAre(2);
    metrics.streamCut('slow');
    const lines = (await metrics.text()).split('\n');
    for (const line of [
      'stillhere_webhooks_total{route="/voice/contact",outcome="ok"} 1',
      'stillhere_webhook_duration_seconds_bucket{le="0.025",route="/voice/contact"} 1',
      'stillhere_signature_failures_total 1',
      'stillhere_store_failures_total{operation="commit"} 1',
      'stillhere_store_up 1',
      'stillhere_store_full 1',
      'stillhere_effects_total{type="summon-leg",outcome="done"} 1',
      'stillhere_phone_network_requests_total{request="ringDesk",outcome="refused"} 1',
      'stillhere_phone_network_up 0',
      'stillhere_steps_missed_total 1',
      'stillhere_sweep_failures_total{record="desk"} 1',
      'stillhere_waiting{queue="support"} 3',
      'stillhere_served{status="held"} 1',
      'stillhere_api_requests_total{method="get",route="/me",status="200"} 1',
      'stillhere_api_requests_total{method="get",route="/live",status="200"} 1',
      'stillhere_api_duration_seconds_count{method="get",route="/me"} 1',
      'stillhere_sign_in_failures_total 1',
      'stillhere_live_streams 2',
      'stillhere_live_streams_cut_total{why="slow"} 1',
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.filter((line) => /duration.*"\/live"/.test(line))).toStrictEqual([]);
  });

  it('tell whether the store is there, and whether it is full', async () => {
    const metrics = createMetrics();
    const told = async () => (await metrics.text()).match(/^stillhere_store_(up|full) .*$/gm);
    metrics.storeIs('away');
    expect(await told()).toStrictEqual(['stillhere_store_up 0', 'stillhere_store_full 0']);
    metrics.storeIs('well');
    expect(await told()).toStrictEqual(['stillhere_store_up 1', 'stillhere_store_full 0']);
  });

  it('forget queues that are empty now', async () => {
    const metrics = createMetrics();
    metrics.lineIs(new Map([['support', 3]]), new Map());
    metrics.lineIs(new Map([['sales', 1]]), new Map());
    expect(await metrics.text()).not.toContain('queue="support"');
  });

  it('live side by side in one process', async () => {
    const [one, other] = [createMetrics({ processMetrics: true }), createMetrics({ processMetrics: true })];
    one.signatureRefused();
    expect(await other.text()).toContain('stillhere_signature_failures_total 0');
    expect(await one.text()).toContain('process_cpu_seconds_total');
  });
});
