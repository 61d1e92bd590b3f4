// Injection token of the folder that holds the service's data, and what long work puts aside.
export const DATA_FOLDER = Symbol('data folder');
