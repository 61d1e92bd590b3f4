// The version of the formulas: contract section 3, as the projections compute it.

/** To be raised whenever a projection gives another figure for the same facts: a sealed report names it. */
export const FORMULA_VERSION = '2';
