// What the operating system refuses, as whoever runs the service reads it.

/** What to do about it, by its code. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'This user may not do that: choose another place, or give them the right.',
  EADDRINUSE: 'Something else listens there already: stop it, or set PORT.',
  EADDRNOTAVAIL: 'This machine has no such address: set HOST to one that it has.',
  EEXIST: 'A file stands where a folder is needed: choose another place.',
  EFBIG: 'Files may not be so large here: choose another place, or lift the limit.',
  EISDIR: 'A folder stands where a file is needed: choose another place.',
  ELOOP: 'Correct the path.',
  ENOENT: 'Correct the path, or make its folder.',
  ENOSPC: 'There is no room on the disk: make some.',
  ENOTDIR: 'A file stands where a folder is needed: choose another place.',
  ENOTFOUND: 'There is no host of that name: correct it.',
  EPERM: 'This user may not do that: choose another place, or give them the right.',
  EROFS: 'The disk is read-only: choose another place.',
};

/** The system's own words and what to do; undefined where the error isn't the system's, or no remedy is known. */
export function systemRefusal(error: unknown): string | undefined {
  const { code = '', syscall, message = '' } = (error ?? {}) as NodeJS.ErrnoException;
  const remedy = REMEDIES[code];
  return syscall === undefined || remedy === undefined ? undefined : `${message}. ${remedy}`;
}
