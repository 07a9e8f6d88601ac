// A line for each macro, with what it does.
import { Command } from 'cmdk';
import { WandSparkles } from 'lucide-react';
import type { Macro } from '../../api/types';
import { useLabels, useTeams, useUsers } from '../../state/desk';
import { useMacros } from '../../state/macro_list';
import { Icon } from '../../ui/icon';
import { macroWords } from '../../ui/macro_words';
import styles from './palette.module.css';

export function MacroLines({ onChoose }: { onChoose: (macro: Macro) => void }) {
  const names = { users: useUsers().data ?? [], teams: useTeams().data ?? [], labels: useLabels().data ?? [] };
  const { data: macros } = useMacros();
  return macros?.map((macro) => (
    <Command.Item key={macro.id} value={`${macro.name} macro ${macro.id}`} className={styles.item} onSelect={() => onChoose(macro)}>
      <Icon of={WandSparkles} /><span className="clip">{macro.name}</span><span className="hint clip grow">{macroWords(macro.actions, names)}</span>
    </Command.Item>
  ));
}
