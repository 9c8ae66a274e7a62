import { ActionIcon, Text } from '@mantine/core';
import { IconLogout, IconPhoneOff, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { usePhonesState, useTrusted } from '../live/live-store.ts';
import { useWords } from '../words/words.tsx';
import { leaveThen } from './leave-guard.tsx';
import { Mark } from './mark.tsx';
import { OwnPin } from './own-pin.tsx';
import { LanguageSwitch, SchemeSwitch } from './preferences.tsx';
import { Refusal } from './refusal.tsx';
import { signOut, useMe } from './session.tsx';
import classes from './shell.module.css';
import { useCommand } from './use-command.ts';

/** What every page has around it: the way to the others, who is signed in, and whether the line to the server lives. */
export function PageFrame({ children }: { children: ReactNode }) {
  const words = useWords();
  const me = useMe();
  const trusted = useTrusted();
  const phones = usePhonesState();
  const [path] = useLocation();
  const leave = useCommand(signOut);
  const pages = [
    { href: '/', name: words.pages.console },
    { href: '/wallboard', name: words.pages.wallboard },
    ...(me.roles.includes('admin') ? [{ href: '/admin', name: words.pages.admin }] : []),
  ];
  return (
    <div className={classes.frame} data-trusted={trusted}>
      <a className={classes.skip} href="#content">
        {words.pages.skip}
      </a>
      <header className={classes.header}>
        <div className={classes.brand}>
          <Mark size={26} />
          <Text component="span" fw={650} className={classes.wordmark}>
            {words.product}
          </Text>
        </div>
        <nav aria-label={words.pages.main} className={classes.nav}>
          {pages.map((page) => (
            <Link key={page.href} href={page.href} aria-current={path === page.href ? 'page' : undefined}>
              {page.name}
            </Link>
          ))}
        </nav>
        <div className={classes.tools}>
          <LanguageSwitch />
          <SchemeSwitch />
          <OwnPin />
          <Text component="span" size="sm" className={classes.who} title={me.name}>
            {me.displayName}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={classes.preference}
            aria-label={words.common.signOut}
            title={words.common.signOut}
            loading={leave.pending}
            onClick={() => leaveThen(() => void leave.run())}
          >
            <IconLogout size={18} aria-hidden />
          </ActionIcon>
        </div>
      </header>
      <div role="status" aria-live="assertive">
        {!trusted && (
          <div className={classes.lost}>
            <IconPlugConnectedX size={18} aria-hidden />
            {words.connection.lost}
          </div>
        )}
        {trusted && phones !== 'well' && (
          <div className={classes.lost}>
            <IconPhoneOff size={18} aria-hidden />
            {words.connection.phones[phones]}
          </div>
        )}
      </div>
      <Refusal error={leave.error} onClose={leave.forget} />
      <main id="content" className={classes.content} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
