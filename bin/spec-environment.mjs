// Where specs run: jest's environment for Node, in which the language's own names are found as fast as in the service.
import { runInContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** Those that fake timers replace must be looked up each time; all of them but `Date` begin with a small letter. */
const FIXED_NAME = /^(?!Date$)[A-Z]\w*$/;

/**
 * A context of `node:vm` asks Node for each name that isn't declared in it, at each use: in a loop, `Math` costs more than
 * what is done with it. What a script declares is found without asking.
 */
export default class SpecEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const globals = Object.getOwnPropertyDescriptors(this.global);
    const names = Object.keys(globals).filter((name) => FIXED_NAME.test(name) && globals[name].configurable);
    runInContext(names.map((name) => `const ${name} = globalThis.${name};`).join(''), this.context);
  }
}
