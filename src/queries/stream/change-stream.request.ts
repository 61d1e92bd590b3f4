// Which positions the stream tells.
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

export class ChangeStreamRequest {
  @ApiPropertyOptional({
    description:
      'Tells also the positions that changed no figure, with no changes: for who shows more than figures. Default: only those that changed something.',
    enum: ['all'],
  })
  @IsOptional()
  @IsIn(['all'], { message: 'positions must be "all", or left out' })
  positions?: 'all';
}
