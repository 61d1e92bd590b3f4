// Who says so: a name that was given by whoever recorded a fact.

/** The service's own name for a caller that gave none. */
const UNNAMED = 'unverified';

/** Undefined where nobody gave a name. */
export function actorOf({ actor }: { readonly actor?: string | null | undefined }): string | undefined {
  return actor === null || actor === UNNAMED ? undefined : actor;
}
