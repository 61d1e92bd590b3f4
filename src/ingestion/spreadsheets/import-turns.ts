// Of an alliance, one import or reversal goes on at a time, by its id: a file is compared with what is recorded row by row,
// and what another took back meanwhile would be there for some of its rows, and for others not.
import { Injectable } from '@nestjs/common';
import { Holds } from '../../platform/holds.js';

@Injectable()
export class ImportTurns extends Holds {}
