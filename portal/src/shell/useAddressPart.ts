import { useLocation } from 'preact-iso';

/** A part of the address behind `?`, so that a link and the back button lead to what it opens; null takes it out. */
export function useAddressPart(name: string): [value: string | null, set: (value: string | null) => void] {
  const { path, query, route } = useLocation();
  const set = (value: string | null) => {
    const search = new URLSearchParams(query);
    if (value === null) search.delete(name);
    else search.set(name, value);
    route(search.size === 0 ? path : `${path}?${search}`);
  };
  return [query[name] ?? null, set];
}
