import type { Forecast } from '../waiting/forecast.ts';
import type { LineEstimate, LineEvent } from '../waiting/line-estimate.ts';
import { estimateAfter, forecastFor, newLineEstimate } from '../waiting/line-estimate.ts';
import type { LogEvent } from './event-log.ts';
import { presenceInLog } from './presence.ts';

/** A line that lives through a log of calls again. */
export interface ReplayedLine {
  /** Takes the next event; for a caller who has to wait the forecast, and what it was made from. */
  follow(event: LogEvent): { forecast: Forecast; ahead: number; staff: number } | null;
  estimate(): LineEstimate;
}

type Waiting = { place: number; forecasts: readonly Forecast[] };

/** A caller whose place is ahead of their arrival by more than this, in seconds, has a head start. */
const HEAD_START_SECONDS = 0.5;
/** What a log without anybody on duty is taken for, so that every caller gets a forecast. */
const NOBODY_ON_DUTY = 0.5;

/**
 * Replays one log through the estimate that live lines use. Callers stand in order of the log's key, those of equal
 * keys in order of arrival. Memory holds those in line now, and no more.
 *
 * @param groupOf a caller's language or skill, where it is known; a log of the usual form does not tell
 * @param ableOf how many of the operators on duty can serve a caller; all where nothing else is known
 */
export function replayedLine(
  groupOf: (caller: string) => string | null = () => null,
  ableOf: (caller: string, staff: number) => number = (_, staff) => staff,
): ReplayedLine {
  let estimate = newLineEstimate();
  const presence = presenceInLog();
  const waiting = new Map<string, Waiting>();
  /** The places of those waiting, in order. */
  const places: number[] = [];

  function placesBefore(place: number): number {
    let [from, to] = [0, places.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((places[middle] as number) <= place) from = middle + 1;
      else to = middle;
    }
    return from;
  }
  function leave(caller: string): Waiting | undefined {
    const found = waiting.get(caller);
    if (found !== undefined) {
      waiting.delete(caller);
      places.splice(placesBefore(found.place) - 1, 1);
    }
    return found;
  }
  function join(event: LogEvent): ReturnType<ReplayedLine['follow']> {
    const place = Number(event.aux);
    const ahead = placesBefore(place);
    const staff = presence.at(event.at);
    const counted = staff > 0 ? staff : NOBODY_ON_DUTY;
    const forecast = forecastFor(estimate, {
      at: event.at * 1000,
      ahead,
      staff: counted,
      able: ableOf(event.caller, counted),
      waitedMs: 0,
      headStart: event.at - place > HEAD_START_SECONDS,
      group: groupOf(event.caller),
    });
    if (!waiting.has(event.caller)) {
      places.splice(ahead, 0, place);
      waiting.set(event.caller, { place, forecasts: forecast === null ? [] : [forecast] });
    }
    return forecast && { forecast, ahead, staff };
  }
  function inLine(event: LogEvent): { type: 'joined' | 'staffed' | 'freed' } | Left {
    if (event.kind === 'START' || event.kind === 'ABN') {
      const left = leave(event.caller);
      if (left !== undefined) return { type: event.kind === 'START' ? 'answered' : 'left', ...left };
    }
    if (event.kind === 'END' && event.aux.endsWith(':1')) return { type: 'freed' };
    return { type: event.kind === 'ENQ' ? 'joined' : 'staffed' };
  }
  type Left = { type: 'answered' | 'left' } & Waiting;

  return {
    follow(event) {
      const joined = event.kind === 'ENQ' ? join(event) : null;
      const happened = inLine(event);
      presence.follow(event);
      const now = { at: event.at * 1000, staff: presence.at(event.at), waiting: waiting.size };
      const lineEvent: LineEvent = { ...now, ...happened };
      estimate = estimateAfter(estimate, lineEvent).line;
      return joined;
    },
    estimate: () => estimate,
  };
}
