import { expectTypeOf, it } from 'vitest';
import type { ChangeJson } from '../../src/api/settings/changes.ts';
import type { ContactJson } from '../../src/api/contacts/contact-view.ts';
import type { EarlierJson } from '../../src/api/contacts/earlier.ts';
import type { DeskJson } from '../../src/api/desk/desk-view.ts';
import type { ReportJson } from '../../src/api/reports/report-view.ts';
import type { Snapshot as ServerSnapshot } from '../../src/live/feed.ts';
import type { Role as ServerRole } from '../../src/store/store.ts';
import type { QueueSettings } from '../../src/waiting/queue-settings.ts';
import type {
  Contact,
  Desk,
  EarlierContact,
  Nuisance,
  Queue,
  Role,
  SettingsChange,
} from '../../src/web/app/http/contract.ts';
import type { NuisanceJson } from './fake-nuisances.ts';
import type { Report } from '../../src/web/app/http/report-contract.ts';
import type { Snapshot } from '../../src/web/app/live/live-state.ts';

// Checked by the compiler: the pages are built apart from the server and share no module with it but its shapes.
it('what the server sends is what the pages read', () => {
  expectTypeOf<ContactJson>().toExtend<Contact>();
  expectTypeOf<ChangeJson>().toExtend<SettingsChange>();
  expectTypeOf<DeskJson>().toExtend<Desk>();
  expectTypeOf<ReportJson>().toExtend<Report>();
  expectTypeOf<NuisanceJson>().toExtend<Nuisance>();
  expectTypeOf<EarlierJson>().toExtend<EarlierContact[]>();
  expectTypeOf<QueueSettings>().toExtend<Queue>();
  expectTypeOf<ServerRole>().toEqualTypeOf<Role>();
  expectTypeOf<ServerSnapshot>().toExtend<Snapshot>();
});
