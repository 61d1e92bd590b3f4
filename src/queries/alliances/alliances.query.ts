// "Which alliances are there?"
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import type { AllianceProfile } from '../../monitoring/alliance-model.js';

export interface AllianceEntry extends AllianceProfile {
  readonly allianceId: string;
}

export class GetAlliances extends Query<{ readonly alliances: readonly AllianceEntry[] }> {}

@QueryHandler(GetAlliances)
export class GetAlliancesHandler implements IQueryHandler<GetAlliances> {
  constructor(private readonly monitoring: Monitoring) {}

  execute(): Promise<{ alliances: AllianceEntry[] }> {
    this.monitoring.assertTrusted();
    const alliances = this.monitoring.model.alliances.flatMap((alliance): AllianceEntry[] => {
      const profile = alliance.view()?.profile;
      return profile ? [{ allianceId: alliance.allianceId, ...profile }] : [];
    });
    return Promise.resolve({ alliances });
  }
}
