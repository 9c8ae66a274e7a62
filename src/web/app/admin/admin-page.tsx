import { Stack, Tabs, Text, Title } from '@mantine/core';
import {
  IconChartBar,
  IconHistory,
  IconListNumbers,
  IconLock,
  IconPhone,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import { leaveThen } from '../shell/leave-guard.tsx';
import { useMe } from '../shell/session.tsx';
import { useWords } from '../words/words.tsx';
import classes from './admin.module.css';
import { CallersTab } from './people/callers-tab.tsx';
import { NuisanceList } from './people/nuisance-list.tsx';
import { ChangesTab } from './changes/changes-tab.tsx';
import { ConsoleGone, OperatorNumber } from './line-setting.tsx';
import { OperatorsTab } from './people/operators-tab.tsx';
import { QueuesTab } from './queue/queues-tab.tsx';
import { ReportsTab } from './reports/reports-tab.tsx';

/** The admins' desk: queues with all their settings, people, what is remembered of callers, whether the promises
 * are kept, and who changed what. Others are told that it is not for them. */
export function AdminPage() {
  const words = useWords();
  const me = useMe();
  const [tab, setTab] = useState('queues');
  /** The queue whose rhythm was asked for. */
  const [rhythmOf, setRhythmOf] = useState<string | null>(null);
  const show = (next: string, queueId: string | null = null) => {
    setRhythmOf(queueId);
    setTab(next);
  };
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
      <Tabs value={tab} onChange={(next) => next !== null && leaveThen(() => show(next))} keepMounted={false}>
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
          <Tabs.Tab value="reports" leftSection={<IconChartBar size={18} aria-hidden />}>
            {words.reports.tab}
          </Tabs.Tab>
          <Tabs.Tab value="changes" leftSection={<IconHistory size={18} aria-hidden />}>
            {words.changes.tab}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="queues">
          <QueuesTab rhythmOf={rhythmOf} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <Stack gap={20}>
            <OperatorsTab />
            <OperatorNumber />
            <ConsoleGone />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="callers">
          <Stack gap={20}>
            <NuisanceList />
            <CallersTab />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="reports">
          <ReportsTab onRhythm={(queueId) => show('queues', queueId)} />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <ChangesTab />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
