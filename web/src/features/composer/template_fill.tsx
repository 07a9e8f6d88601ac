// A template's blanks beside the message as the customer will read it.
import { t } from '@lingui/core/macro';
import { useId } from 'react';
import type { Template } from '../../api/types';
import { blankName, piecesOf, variableKey, type Values, type Variable } from '../../state/template';
import styles from './composer.module.css';

export interface TemplateFillProps {
  template: Template;
  values: Values;
  onFill: (variable: Variable, value: string) => void;
}

function wordsFor(template: Template, variable: Variable): string {
  const number = variable.component === 'button' ? variable.index + 1 : variable.index;
  const name = blankName(template, variable);
  if (name) return name.replaceAll('_', ' ');
  if (variable.component === 'header') return t`Header ${number}`;
  if (variable.component === 'button') return t`Link of button ${number}`;
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
            <label key={`${key}-name`} htmlFor={`${id}-${key}`} className="clip" title={wordsFor(template, variable)}>{wordsFor(template, variable)}</label>,
            <input key={key} id={`${id}-${key}`} value={values[key] ?? ''} placeholder={variable.example} onChange={(event) => onFill(variable, event.target.value)} />,
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
