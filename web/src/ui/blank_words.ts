// Which blanks fill themselves in, named where one writes words for later.
import { t } from '@lingui/core/macro';

const usual = ['{{contact.first_name}}', '{{agent.first_name}}', '{{time.greeting}}', '{{conversation.number}}'];

export function blankWords(): string {
  const names = usual.join(', ');
  return t`Filled in by itself: ${names}`;
}
