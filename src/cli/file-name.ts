// The name under which a file is to be saved, out of its content-disposition.
export const nameIn = (disposition: string): string => /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'report';
