// A template's blanks beside the message as the customer will read it.
import { t } from '@lingui/core/macro';
import { useId } from 'react';
import type { Template } from '../../api/types';
import { piecesOf, variableKey, type Values, type Variable } from '../../state/template';
import styles from './composer.module.css';

export interface TemplateFillProps {
  template: Template;
  values: Values;
  onFill: (variable: Variable, value: string) => void;
}

function blankName({ component, index, example }: Variable): string {
  const number = component === 'button' ? index + 1 : index;
  if (example) return example;
  if (component === 'header') return t`Header ${number}`;
  if (component === 'button') return t`Link of button ${number}`;
  return t`Field ${number}`;
}

function Filled({ text, component, values }: { text: string; component: Variable['component']; values: Values }) {
  return piecesOf(text, component, values).map((piece, index) => (piece.blank ? <mark key={index}>{piece.text}</mark> : piece.text));
}

export function TemplateFill({ template, values, onFill }: TemplateFillProps) {
  const id = useId();
  return (
    <>
      <div className={styles.blanks}>
        {template.variables.map((variable) => {
          const key = variableKey(variable);
          return [
            <label key={`${key}-name`} htmlFor={`${id}-${key}`} className="clip" title={blankName(variable)}>{blankName(variable)}</label>,
            <input key={key} id={`${id}-${key}`} value={values[key] ?? ''} onChange={(event) => onFill(variable, event.target.value)} />,
          ];
        })}
      </div>
      <div className={styles.preview}>
        {template.header ? <b><Filled text={template.header} component="header" values={values} />{'\n'}</b> : null}
        <Filled text={template.body ?? ''} component="body" values={values} />
        {template.footer ? <small>{template.footer}</small> : null}
        {template.buttons?.map((button) => <span key={button.text} className={styles.previewButton}>{button.text}</span>)}
      </div>
      <p className="hint small">{t`When the customer answers, the window opens for 24 hours.`}</p>
    </>
  );
}
