// Buttons: one primary per view, danger outlined in red, ghosts for tools.
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from './classes';
import styles from './button.module.css';

export type ButtonVariant = 'plain' | 'primary' | 'public' | 'danger' | 'ghost';
export type ButtonSize = 'mini' | 'sm' | 'md' | 'lg';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: boolean;
  block?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function buttonClasses({ variant = 'plain', size = 'md', icon = false, block = false }: Pick<ButtonProps, 'variant' | 'size' | 'icon' | 'block'>): string {
  return classes(styles.btn, variant !== 'plain' && styles[variant], size !== 'md' && styles[size], icon && styles.icon, block && styles.block);
}

export function Button({ variant, size, icon, block, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={classes(buttonClasses({ variant, size, icon, block }), className)} {...rest} />;
}

export function ButtonGroup({ children }: { children: ReactNode }) {
  return <span className={styles.group}>{children}</span>;
}
