// A name and a key for what shows only a picture.
import * as RadixTooltip from '@radix-ui/react-tooltip';
import type { ReactNode } from 'react';
import { Keys } from './kbd';
import styles from './tooltip.module.css';

export const TooltipProvider = RadixTooltip.Provider;

export interface TooltipProps {
  label: string;
  keys?: string | undefined;
  children: ReactNode;
}

export function Tooltip({ label, keys, children }: TooltipProps) {
  return (
    <RadixTooltip.Root disableHoverableContent>
      <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content className={styles.tip} sideOffset={4} collisionPadding={8}>
          {label}
          {keys ? <Keys keys={keys} /> : null}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}
