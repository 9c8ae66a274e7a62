import { Stack, Tabs, Text, Title } from '@mantine/core';
import { IconHistory, IconListNumbers, IconLock, IconPhone, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { leaveThen } from '../shell/leave-guard.tsx';
import { useMe } from '../shell/session.tsx';
import { useWords } from '../words/words.tsx';
import classes from './admin.module.css';
import { CallersTab } from './callers-tab.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { ConsoleGone, OperatorNumber } from './line-setting.tsx';
import { OperatorsTab } from './operators-tab.tsx';
import { QueuesTab } from './queues-tab.tsx';

/** The admins' desk: queues with all their settings, people, what is remembered of callers, and who changed what. Others are told that it is not for them. */
export function AdminPage() {
  const words = useWords();
  const me = useMe();
  const [tab, setTab] = useState('queues');
  if (!me.roles.includes('admin')) {
    return (
      <Stack align="center" gap={6} py={80} px="md" ta="center">
        <IconLock size={36} aria-hidden className={classes.lock} />
        <Title order={1} size="h3">
          {words.admin.onlyAdmins}
        </Title>
        <Text c="dimmed">{words.admin.onlyAdminsHint}</Text>
      </Stack>
    );
  }
  return (
    <div className={classes.page}>
      <Title order={1} size="h2" mb="md">
        {words.admin.heading}
      </Title>
      <Tabs
        value={tab}
        onChange={(next) => next !== null && leaveThen(() => setTab(next))}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="queues" leftSection={<IconListNumbers size={18} aria-hidden />}>
            {words.admin.queues}
          </Tabs.Tab>
          <Tabs.Tab value="people" leftSection={<IconUsers size={18} aria-hidden />}>
            {words.admin.people}
          </Tabs.Tab>
          <Tabs.Tab value="callers" leftSection={<IconPhone size={18} aria-hidden />}>
            {words.admin.callers}
          </Tabs.Tab>
          <Tabs.Tab value="changes" leftSection={<IconHistory size={18} aria-hidden />}>
            {words.changes.tab}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="queues">
          <QueuesTab />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <Stack gap={20}>
            <OperatorsTab />
            <OperatorNumber />
            <ConsoleGone />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="callers">
          <CallersTab />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <ChangesTab />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
