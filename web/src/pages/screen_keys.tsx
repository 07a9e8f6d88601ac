// The palette and the keys that go somewhere, on a screen without conversations.
import { useLocation } from 'wouter';
import { inboxPath } from '../state/route';
import { useKeys } from '../ui/use_keys';
import { Overlays } from './overlays';
import { useInboxActions } from './use_inbox_keys';

const nothing = () => undefined;

export function ScreenKeys() {
  const [, go] = useLocation();
  const search = (words = ' ') => go(inboxPath({ kind: 'search', of: words }));
  const { runs, keys } = useInboxActions({ conversation: undefined, place: undefined, list: () => null, go, resolve: nothing, toList: nothing, toThread: nothing, search: () => search() });
  useKeys(keys);
  return <Overlays runs={runs} view={undefined} conversation={undefined} onOpen={(id) => go(inboxPath({ kind: 'all' }, id))} onSearch={search} />;
}
