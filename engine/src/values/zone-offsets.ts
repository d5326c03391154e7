/**
 * How far a zone's wall clock is from UTC, remembered for each stretch between two transitions. Temporal knows the rules;
 * this only keeps its answers, because asking costs microseconds and a decision asks many times.
 */

/** A stretch of time with one offset: `from` inclusive, `to` exclusive, either may be infinite. Milliseconds. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}

export interface ZoneOffsets {
  /** The zone's name as IANA spells it. */
  readonly zone: string;
  at(epochMs: number): Segment;
}

const NS_IN_MS = 1_000_000;
/** Beyond this Temporal has no answer; the offset there is that of the edge. */
const EPOCH_MS_MAX = 8.64e15;
/** Two and a half centuries of summer time; more means that somebody asks for nonsense dates, so start again. */
const SEGMENTS_MAX = 512;

/** null when there is no such zone. Fixed offsets ("+03:00") are not zones here: they have no summer time to know of. */
export function zoneOffsets(name: string): ZoneOffsets | null {
  const zone = ianaName(name);
  if (zone === null) return null;
  let segments: Segment[] = [];
  let last = segmentAt(zone, 0);
  return {
    zone,
    at(epochMs) {
      if (epochMs >= last.from && epochMs < last.to) return last;
      let found = search(segments, epochMs);
      if (found === null) {
        found = segmentAt(zone, epochMs);
        if (segments.length >= SEGMENTS_MAX) segments = [];
        segments.push(found);
        segments.sort((a, b) => a.from - b.from);
      }
      last = found;
      return found;
    },
  };
}

function ianaName(name: string): string | null {
  if (!/^[A-Za-z][\w+\-/]*$/.test(name)) return null;
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId;
  } catch {
    return null;
  }
}

function segmentAt(zone: string, epochMs: number): Segment {
  const clamped = Math.max(-EPOCH_MS_MAX, Math.min(EPOCH_MS_MAX - 1, Math.floor(epochMs)));
  const here = Temporal.Instant.fromEpochMilliseconds(clamped).toZonedDateTimeISO(zone);
  // "previous" is strictly before, and the stretch may begin at this very millisecond.
  const previous = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const next = here.getTimeZoneTransition('next');
  return {
    from: previous === null ? Number.NEGATIVE_INFINITY : previous.epochMilliseconds,
    to: next === null ? Number.POSITIVE_INFINITY : next.epochMilliseconds,
    offsetMs: Math.floor(here.offsetNanoseconds / NS_IN_MS),
  };
}

function search(segments: readonly Segment[], epochMs: number): Segment | null {
  let low = 0;
  let high = segments.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const segment = segments[middle];
    if (segment === undefined) return null;
    if (epochMs < segment.from) high = middle - 1;
    else if (epochMs >= segment.to) low = middle + 1;
    else return segment;
  }
  return null;
}
