// For whom something is kept, beside it; what is for everybody needs no mark.
import type { Shared } from '../state/audience';
import { audienceOf, audienceWords } from '../state/audience';
import { useTeams } from '../state/desk';
import { Badge } from './badge';

export function AudienceBadge({ of }: { of: Shared }) {
  const teams = useTeams().data ?? [];
  const audience = audienceOf(of);
  return audience === 'all' ? null : <Badge>{audienceWords(audience, teams)}</Badge>;
}
