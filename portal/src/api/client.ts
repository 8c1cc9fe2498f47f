import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/schema';
import { ApiError, isProblem, unreachable } from './problem';

/** The API, typed by its own description. Paths are those of the document: `/api/v1/…`. */
export type Api = Client<paths>;

/** What every path of the document begins with. */
const documented = '/api/v1';

/** Where the API's paths begin, for an `apiBase` such as `/api/v1` or `https://api.example/api/v1`. */
function originOf(apiBase: string): string {
  const base = apiBase.replace(/\/+$/, '');
  if (!base.endsWith(documented)) throw new Error(`apiBase must end in ${documented}: ${apiBase}`);
  return new URL(base.slice(0, -documented.length) || '/', location.origin).href.replace(/\/+$/, '');
}

/** @param send Sends a request with the caller's token. */
export function createApi(apiBase: string, send: (request: Request) => Promise<Response>): Api {
  return createClient<paths>({ baseUrl: originOf(apiBase), fetch: send });
}

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The body of a success; everything else is thrown as an ApiError. */
export async function answer<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (response.ok) return data as Data;
  if (isProblem(error)) throw new ApiError(error);
  throw unreachable(response.status, `The server answered ${response.status}. Try again in a moment.`);
}
