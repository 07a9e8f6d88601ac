// A menu behind a button: arrows walk, letters find, keys are shown where the action is.
import { lazy, type ReactNode } from 'react';
import { Floating, type Trigger } from './floating';

export const loadMenus = () => import('./menu_parts');

const MenuRoot = lazy(async () => ({ default: (await loadMenus()).MenuRoot }));
export const MenuItem = lazy(async () => ({ default: (await loadMenus()).MenuItem }));
export const MenuChoice = lazy(async () => ({ default: (await loadMenus()).MenuChoice }));
export const MenuHeading = lazy(async () => ({ default: (await loadMenus()).MenuHeading }));
export const MenuRule = lazy(async () => ({ default: (await loadMenus()).MenuRule }));

export interface MenuProps {
  trigger: Trigger;
  children: ReactNode;
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'end' | 'center';
  side?: 'top' | 'bottom';
}

export function Menu({ trigger, children, label, open, onOpenChange, align = 'end', side = 'bottom' }: MenuProps) {
  return (
    <Floating trigger={trigger} popup="menu" open={open} onOpenChange={onOpenChange}>
      {(state) => <MenuRoot trigger={trigger} label={label} open={state.open} onOpenChange={state.change} align={align} side={side}>{children}</MenuRoot>}
    </Floating>
  );
}
