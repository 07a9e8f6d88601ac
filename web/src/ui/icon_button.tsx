// A button with a picture only: it has a name, and a tooltip that shows its key.
import type { LucideIcon } from 'lucide-react';
import { Button, type ButtonProps } from './button';
import { Icon } from './icon';
import { Tooltip } from './tooltip';

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children'> {
  of: LucideIcon;
  label: string;
  keys?: string | undefined;
  iconSize?: 12 | 14 | 16 | 20;
}

export function IconButton({ of, label, keys, iconSize = 16, variant = 'ghost', size = 'sm', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <Button icon variant={variant} size={size} aria-label={label} aria-keyshortcuts={keys?.replaceAll(' ', '+')} {...rest}>
        <Icon of={of} size={iconSize} />
      </Button>
    </Tooltip>
  );
}
