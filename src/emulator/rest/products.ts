import type { NetworkCore } from '../core.ts';
import { allowOnly, type WireParams } from './params.ts';
import { notFound } from './rest-error.ts';

/** What Twilio knows of the account beside its calls. May be changed at any time. */
export type AccountStanding = {
  status: 'active' | 'suspended' | 'closed';
  type: 'Full' | 'Trial';
  /** The parent of a subaccount; null where the account is its own. */
  ownerAccountSid: string | null;
  /** Countries (ISO 3166), and whether ordinary numbers there may be called. */
  dialling: Map<string, boolean>;
  profiles: {
    /** Twilio's name of what the profile was filed under, such as "Primary Customer Profile of type Business". */
    policy: string;
    status: 'draft' | 'pending-review' | 'in-review' | 'twilio-rejected' | 'twilio-approved';
  }[];
};

/** An account with which everything is in order. */
export function goodStanding(): AccountStanding {
  return {
    status: 'active',
    type: 'Full',
    ownerAccountSid: null,
    dialling: new Map(DIALLED.map((country) => [country, true])),
    profiles: [{ policy: 'Primary Customer Profile of type Business', status: 'twilio-approved' }],
  };
}

const DIALLED = ['AT', 'CA', 'CH', 'DE', 'ES', 'FR', 'GB', 'IT', 'NL', 'PL', 'RU', 'US'];
const LIST = new Set(['PageSize', 'Page']);

/**
 * Answers what is read of the APIs that have a host of their own at Twilio, here all at `/v1`: dialling permissions
 * (voice.twilio.com), customer profiles and their policies (trusthub.twilio.com). A list is one page. Throws a RestError.
 */
export function productRoutes(core: NetworkCore): (path: string, params: WireParams) => object {
  return (path, params) => {
    const { dialling, profiles } = core.standing;
    switch (path) {
      case '/v1/DialingPermissions/Countries':
        allowOnly(params, LIST);
        return pageOf(
          'content',
          path,
          [...dialling].map(([iso, mayDial]) => countryResource(iso, mayDial)),
        );
      case '/v1/CustomerProfiles':
        allowOnly(params, LIST);
        return pageOf(
          'results',
          path,
          profiles.map(({ policy, status }, index) => ({
            sid: sidOf('BU', index),
            account_sid: core.accountSid,
            policy_sid: sidOf('RN', index),
            friendly_name: `Profile ${index + 1}: ${policy}`,
            status,
          })),
        );
      default: {
        const index = profiles.findIndex((_profile, each) => path === `/v1/Policies/${sidOf('RN', each)}`);
        const profile = profiles[index];
        if (profile === undefined) throw notFound(path);
        return { sid: sidOf('RN', index), friendly_name: profile.policy, requirements: {} };
      }
    }
  };
}

function countryResource(iso: string, mayDial: boolean): object {
  return {
    iso_code: iso,
    name: iso,
    low_risk_numbers_enabled: mayDial,
    high_risk_special_numbers_enabled: false,
    high_risk_tollfraud_numbers_enabled: false,
  };
}

/** The lists of these APIs have their page's data in `meta`, and there the name under which the items are. */
function pageOf(key: string, path: string, items: object[]): object {
  const meta = { key, page: 0, page_size: items.length, url: path, next_page_url: null };
  return { meta, [key]: items };
}

function sidOf(prefix: string, index: number): string {
  return prefix + index.toString(16).padStart(32, '0');
}
