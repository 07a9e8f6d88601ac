// A component that is loaded when it is first drawn; where it is gone, nothing is drawn and the page says why.
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { loadPart } from '../state/parts';

const nothing = () => null;

export function lazily<Props>(load: () => Promise<ComponentType<Props>>, instead: ComponentType<Props> = nothing): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: (await loadPart(load)) ?? instead }));
}
