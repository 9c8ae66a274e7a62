import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { caller, deskOf } from './fake-state.ts';
import type { PageOpener } from './open-page.ts';

export function tabsSuite(opener: PageOpener): void {
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
    expect(await second.getByText('Connection lost').count()).toBe(0);
    expect(fake.streams()).toBe(1);
  });

  it('given a leading tab that is not heard any more, the one that is looked at takes the lead', async () => {
    const { page: first, fake } = await opener.open(
      ({ state }) => void state.contacts.set('c1', caller('c1', { from: '+1•••••••11' })),
    );
    await shows([first], '+1•••••••11');
    const second = await opener.page('about:blank');
    await second.clock.install();
    await second.goto(fake.url);
    await shows([second], '+1•••••••11');
    await first.evaluate('BroadcastChannel.prototype.postMessage = () => undefined');
    fake.showContact(caller('c2', { from: '+1•••••••22' }));
    await shows([first], '+1•••••••22');
    expect(await second.getByText('+1•••••••22').count()).toBe(0);
    await second.clock.fastForward(5_500);
    await shows([second], '+1•••••••22');
    fake.showContact(caller('c3', { from: '+1•••••••33' }));
    await shows([first, second], '+1•••••••33');
    await expect.poll(() => fake.streams()).toBe(1);
  });

  it('given another person in the same browser, their tab shows nothing of before', async () => {
    const { page, fake } = await opener.open(({ state }) => void state.contacts.set('c1', caller('c1')));
    await shows([page], '+1•••••••67');
    fake.state.contacts.clear();
    fake.state.signedIn = {
      name: 'ben',
      displayName: 'Ben',
      roles: ['operator'],
      address: null,
      queues: [],
      skills: [],
      mayPick: false,
      mostHeld: 1,
      shortNumber: null,
      pinSet: false,
    };
    const second = await opener.page(fake.url);
    await expect.poll(() => fake.streams()).toBe(2);
    await second.getByText('Nobody is waiting.').waitFor();
  });
}

async function shows(pages: Page[], text: string): Promise<void> {
  await Promise.all(pages.map((page) => page.getByText(text).first().waitFor()));
}
