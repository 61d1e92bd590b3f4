// What a data folder holds beside the log.

/** Injection token of the folder that holds the service's data, and what long work puts aside. */
export const DATA_FOLDER = Symbol('data folder');

/** The key that reports are signed with. */
export const SIGNING_KEY_FILE = 'signing-key.jwk';
/** The profiles that were saved, one file each. */
export const PROFILES_FOLDER = 'import-profiles';

/** What no log holds, and nothing can make again: to be kept beside each backup. */
export const NOT_IN_THE_LOG: readonly string[] = [SIGNING_KEY_FILE, PROFILES_FOLDER];
