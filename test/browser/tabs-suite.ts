import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { startCutProxy } from './cut-proxy.ts';
import { caller, deskOf } from './fake-state.ts';
import { pageOpener } from './open-page.ts';

const LOST = 'Connection lost, times may be old';

export function tabsSuite(browser: () => Browser): void {
  const opener = pageOpener(browser);
  const shows = (pages: Page[], text: string) =>
    Promise.all(pages.map((page) => page.getByText(text).first().waitFor()));

  it('given two tabs, both live on one stream; when the one that leads is closed, the other goes on', async () => {
    const { page: first, fake } = await opener.open(({ state }) => {
      state.desks.set('anna', deskOf('free'));
      state.contacts.set('c1', caller('c1', { from: '+1•••••••11', waitedSeconds: 65 }));
    });
    await shows([first], '+1•••••••11');
    const second = await opener.page(fake.url);
    await shows([second], '+1•••••••11');
    expect(await second.locator('tbody .clock').last().textContent()).toMatch(/^1:\d\d$/);
    fake.showContact(caller('c2', { from: '+1•••••••22' }));
    await shows([first, second], '+1•••••••22');
    expect(fake.streams()).toBe(1);

    await first.close();
    const closedAt = performance.now();
    fake.showContact(caller('c3', { from: '+1•••••••33' }));
    await shows([second], '+1•••••••33');
    expect(performance.now() - closedAt).toBeLessThan(5_000);
    expect(await second.getByText(LOST).count()).toBe(0);
    expect(fake.streams()).toBe(1);
  });

  it('given a line that goes dead, both tabs say so, and both converge when it is back', async () => {
    const fake = opener.fake();
    fake.state.contacts.set('c1', caller('c1', { from: '+1•••••••11' }));
    const proxy = await startCutProxy(fake.port);
    opener.closeLater(() => proxy.close());
    const pages = [await opener.page(proxy.url), await opener.page(proxy.url)];
    await shows(pages, '+1•••••••11');
    proxy.cut();
    await shows(pages, LOST);
    fake.state.contacts.set('c2', caller('c2', { from: '+1•••••••22' }));
    proxy.restore();
    await shows(pages, '+1•••••••22');
    await Promise.all(pages.map((page) => page.getByText(LOST).waitFor({ state: 'detached' })));
    expect(fake.streams()).toBe(1);
  });

  it('given a leading tab that the browser has frozen, the one that is looked at takes the lead', async () => {
    const { page: first, fake } = await opener.open(
      ({ state }) => void state.contacts.set('c1', caller('c1', { from: '+1•••••••11' })),
    );
    await shows([first], '+1•••••••11');
    const second = await opener.page(fake.url);
    await shows([second], '+1•••••••11');
    const control = await first.context().newCDPSession(first);
    await control.send('Page.setWebLifecycleState', { state: 'frozen' });
    fake.showContact(caller('c2', { from: '+1•••••••22' }));
    await shows([second], '+1•••••••22');
    await control.send('Page.setWebLifecycleState', { state: 'active' });
    fake.showContact(caller('c3', { from: '+1•••••••33' }));
    await shows([first, second], '+1•••••••33');
    await expect.poll(() => fake.streams()).toBe(1);
  });

  it('given another person in the same browser, their tab shows nothing of before', async () => {
    const { page, fake } = await opener.open(({ state }) => void state.contacts.set('c1', caller('c1')));
    await shows([page], '+1•••••••67');
    fake.state.contacts.clear();
    fake.state.signedIn = { name: 'ben', displayName: 'Ben', roles: ['operator'], address: null, queues: [] };
    const second = await opener.page(fake.url);
    await second.getByText('Nobody is waiting.').waitFor();
    expect(fake.streams()).toBe(2);
  });
}
