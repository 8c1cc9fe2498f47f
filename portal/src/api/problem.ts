import type { Problem } from './generated/schema';

/** What went wrong with a call: the API's own problem, or one of the same form where no answer came. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  /** Whether it is unknown what became of the request, so that it may be sent again under the same Idempotency-Key. */
  get isUnsettled(): boolean {
    return this.problem.status === 0 || this.problem.status === 429 || this.problem.status >= 500;
  }

  get code(): string {
    return this.problem.code;
  }

  /** What was wrong with a field of the body, by its JSON pointer; null where nothing was. A fault inside an object counts as the object's where `isDeep`. */
  fault(pointer: string, isDeep = false): string | null {
    const found = this.problem.errors?.find((error) => error.pointer === pointer || (isDeep && error.pointer.startsWith(`${pointer}/`)));
    return found?.detail ?? null;
  }
}

/** A problem that is no answer of the API: the network, or something in between. */
export function unreachable(status: number, detail: string): ApiError {
  return new ApiError({ type: 'about:blank', title: 'No answer', status, detail, code: 'service-unavailable', traceId: '' });
}

/** Every failure of a call in one form. Aborted calls are nobody's failure: they are thrown on as they are. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  return unreachable(0, 'The server could not be reached. Nothing is lost: try again.');
}

export function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'status' in body;
}
