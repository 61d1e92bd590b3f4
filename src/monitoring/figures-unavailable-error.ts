/** The read model can't say what stands in the log, at least for now. */
export class FiguresUnavailableError extends Error {}
