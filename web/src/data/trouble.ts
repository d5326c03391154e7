/**
 * Everything that can come instead of an answer, as one value that a screen can show (ui/refusal.tsx): the server said no
 * and why, could not be reached, or said what this page does not understand.
 */

export type Trouble =
  | {
      readonly type: 'refused';
      readonly status: number;
      /** What programs look at: one of the API's codes. */
      readonly code: string;
      readonly title: InLanguages;
      /** What happened and what to do. */
      readonly advice: InLanguages;
      /** Single mistakes, where there are several. */
      readonly mistakes: readonly Mistake[];
      /** When it makes sense to ask again. */
      readonly retryAfterSeconds: number | null;
      /** What the server logged it as. */
      readonly requestId: string | null;
    }
  | { readonly type: 'unreachable' }
  | { readonly type: 'unreadable'; readonly status: number }
  /** A mistake of this page. */
  | { readonly type: 'ours'; readonly message: string };

export interface InLanguages {
  readonly en: string;
  readonly ru: string;
}

export interface Mistake {
  readonly path: string;
  readonly message: InLanguages;
}

export class TroubleError extends Error {
  override readonly name = 'TroubleError';
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.type === 'refused' ? trouble.code : trouble.type);
    this.trouble = trouble;
  }
}

/** What was thrown, as something to show. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  return { type: 'ours', message: error instanceof Error ? error.message : String(error) };
}

/** Reads a problem of the API; whatever is not one is `unreadable`. */
export function troubleFrom(status: number, body: unknown, retryAfter: string | null): Trouble {
  const problem = { code: textIn(body, 'code'), title: textIn(body, 'title'), detail: textIn(body, 'detail') };
  if (problem.code === null || problem.title === null) return { type: 'unreadable', status };
  const detail = problem.detail ?? '';
  const seconds = Number(retryAfter ?? Number.NaN);
  return {
    type: 'refused',
    status,
    code: problem.code,
    title: { en: problem.title, ru: textIn(body, 'titleRu') ?? problem.title },
    advice: { en: detail, ru: textIn(body, 'detailRu') ?? detail },
    mistakes: mistakesIn(body),
    retryAfterSeconds: Number.isFinite(seconds) && retryAfter !== null ? seconds : null,
    requestId: textIn(body, 'requestId'),
  };
}

/** Whether the same request may simply be sent again. */
export function isPassing(trouble: Trouble): boolean {
  if (trouble.type === 'unreachable') return true;
  return trouble.type === 'refused' && (trouble.status >= 500 || trouble.status === 429);
}

function textIn(body: unknown, name: string): string | null {
  const value = valueIn(body, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

function mistakesIn(body: unknown): readonly Mistake[] {
  const problems = valueIn(body, 'problems');
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((problem: unknown) => {
    const message = textIn(problem, 'message');
    return message === null
      ? []
      : [
          {
            path: textIn(problem, 'path') ?? '',
            message: { en: message, ru: textIn(problem, 'messageRu') ?? message },
          },
        ];
  });
}

function valueIn(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
