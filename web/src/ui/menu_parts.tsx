// The parts of a menu, loaded when the first one is wanted.
import * as RadixMenu from '@radix-ui/react-dropdown-menu';
import { Check, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './icon';
import { Keys } from './kbd';
import { useHome } from './use_home';
import styles from './surface.module.css';

export interface MenuRootProps {
  trigger: ReactNode;
  children: ReactNode;
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align?: 'start' | 'end' | 'center';
  side?: 'top' | 'bottom';
}

export function MenuRoot({ trigger, children, label, open, onOpenChange, align = 'end', side = 'bottom' }: MenuRootProps) {
  const home = useHome(open);
  return (
    <RadixMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal container={home}>
        <RadixMenu.Content className={styles.menu} align={align} side={side} sideOffset={4} collisionPadding={8} aria-label={label} aria-labelledby={undefined}>
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

export interface MenuItemProps {
  onSelect: () => void;
  children: ReactNode;
  of?: LucideIcon;
  leading?: ReactNode;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
}

export function MenuItem({ onSelect, children, of, leading, keys, danger = false, disabled = false }: MenuItemProps) {
  return (
    <RadixMenu.Item className={classes(styles.item, danger && styles.danger)} disabled={disabled} onSelect={onSelect}>
      {of ? <Icon of={of} /> : null}
      {leading}
      <span className="grow">{children}</span>
      {keys ? <Keys keys={keys} /> : null}
    </RadixMenu.Item>
  );
}

export interface MenuChoiceProps {
  checked: boolean;
  onSelect: () => void;
  leading?: ReactNode;
  stay?: boolean;
  children: ReactNode;
}

// A choice that can be on or off; with `stay` the menu remains for the next one.
export function MenuChoice({ checked, onSelect, leading, stay = false, children }: MenuChoiceProps) {
  return (
    <RadixMenu.CheckboxItem className={styles.item} checked={checked} onSelect={(event) => { if (stay) event.preventDefault(); onSelect(); }}>
      {leading}
      <span className="grow">{children}</span>
      {checked ? <Icon of={Check} size={14} /> : null}
    </RadixMenu.CheckboxItem>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <RadixMenu.Label className={styles.over}>{children}</RadixMenu.Label>;
}

export function MenuRule() {
  return <RadixMenu.Separator asChild><hr /></RadixMenu.Separator>;
}
