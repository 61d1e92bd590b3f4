// What is looked for, and the point in time.
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { PointInTimeRequest } from '../point-in-time/point-in-time.request.js';

export class SearchRequest extends PointInTimeRequest {
  @ApiProperty({ description: 'Beginnings of the words of a name, or an id.', example: 'learning' })
  @IsString({ message: 'q must be the words to look for' })
  @MinLength(1, { message: 'q must be the words to look for' })
  @MaxLength(200, { message: 'q must be at most 200 characters long' })
  q!: string;
}
