// Files by button, paste or drop: judged first, then sent up.
import { t } from '@lingui/core/macro';
import type { Capabilities } from '../../api/types';
import { faultOf } from '../../state/compose';
import { showToast } from '../../state/toasts';
import { upload } from '../../state/uploads';
import { bytesWords } from '../../ui/number_words';
import { visibleName } from '../../ui/visible_name';

function tooLarge(name: string, size: string, most: string): string {
  return t`${name} is too large: ${size}, at most ${most}.`;
}

export function takeFiles(draft: string, files: Iterable<File>, capabilities: Capabilities): void {
  for (const file of files) {
    const fault = faultOf(file, capabilities);
    const name = visibleName(file.name);
    if (!fault) upload(draft, file);
    else if (fault.reason === 'too_large') showToast({ text: tooLarge(name, bytesWords(file.size), bytesWords(fault.limit)), tone: 'error' });
    else showToast({ text: t`This channel does not take files.`, tone: 'error' });
  }
}
