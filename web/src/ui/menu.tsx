// A menu behind a button: arrows walk, letters find, keys are shown where the action is.
import { Suspense, type ReactNode } from 'react';
import { Floating, TriggerAlone, type Trigger } from './floating';
import { lazily } from './lazily';

export const loadMenus = () => import('./menu_parts');

const MenuRoot = lazily(async () => (await loadMenus()).MenuRoot, TriggerAlone);
export const MenuItem = lazily(async () => (await loadMenus()).MenuItem);
export const MenuChoice = lazily(async () => (await loadMenus()).MenuChoice);
export const MenuHeading = lazily(async () => (await loadMenus()).MenuHeading);
export const MenuRule = lazily(async () => (await loadMenus()).MenuRule);

export interface MenuProps {
  trigger: Trigger;
  children: ReactNode;
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'end' | 'center';
  side?: 'top' | 'bottom';
}

// An entry of a kind that is drawn for the first time waits within the menu: it must not take the open menu away.
export function Menu({ trigger, children, label, open, onOpenChange, align = 'end', side = 'bottom' }: MenuProps) {
  return (
    <Floating trigger={trigger} popup="menu" open={open} onOpenChange={onOpenChange}>
      {(state) => <MenuRoot trigger={trigger} label={label} open={state.open} onOpenChange={state.change} align={align} side={side}><Suspense fallback={null}>{children}</Suspense></MenuRoot>}
    </Floating>
  );
}
