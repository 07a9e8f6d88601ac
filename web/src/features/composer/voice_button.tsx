// Begins a voice message, or says why that cannot be here.
import { t } from '@lingui/core/macro';
import { Mic } from 'lucide-react';
import type { Capabilities } from '../../api/types';
import { containerFor, ownContainer, soundsTaken, takesSound, type Container } from '../../state/recording';
import { showToast } from '../../state/toasts';
import { IconButton } from '../../ui/icon_button';

function writes(recorded: string): boolean {
  return typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported(recorded);
}

function refuse(capabilities: Capabilities): void {
  const own = ownContainer(writes)?.ending ?? '';
  const taken = soundsTaken(capabilities).join(', ');
  showToast({ text: own ? t`This browser records ${own}; this channel takes ${taken}. Attach a sound file instead.` : t`This browser cannot record. Attach a sound file instead.`, tone: 'error' });
}

export function VoiceButton({ capabilities, onBegin }: { capabilities: Capabilities; onBegin: (container: Container) => void }) {
  if (!takesSound(capabilities)) return null;
  const begin = () => {
    const container = containerFor(capabilities, writes);
    // Without a safe connection a browser has no microphone to give.
    if (!window.isSecureContext) showToast({ text: t`The microphone works over https only.`, tone: 'error' });
    else if (container) onBegin(container);
    else refuse(capabilities);
  };
  return <IconButton of={Mic} label={t`Record a voice message`} onClick={begin} />;
}
