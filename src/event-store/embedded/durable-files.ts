// Brings files and folders to the disk, so that they survive power loss.
import { closeSync, fsyncSync, openSync } from 'node:fs';

export function syncFile(file: string): void {
  sync(file, 'r+');
}

/** A new file's name survives only when its folder is on disk too. Windows has no such call, and no such need. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r');
}

function sync(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
