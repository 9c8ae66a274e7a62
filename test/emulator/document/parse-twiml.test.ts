// Facts (Twilio 12100): well-formed XML, one root, nothing before "<?xml"; comments are ignored; names are case-sensitive.
import { describe, expect, test } from 'vitest';
import twilio from 'twilio';
import { parseTwiml, TwimlSyntaxError } from '../../../src/emulator/document/parse-twiml.ts';

describe('a document that is well-formed', () => {
  test('given nesting, attributes and text, when parsed, then all are there in order', () => {
    const root = parseTwiml(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n  <Gather timeout="5" finishOnKey=\'\'>\n' +
        '<Say>Hi <break time="1s"/> there</Say></Gather><!-- a - comment --><Redirect>/next?a=1&amp;b=2</Redirect></Response>\n',
    );
    expect(root).toEqual({
      name: 'Response',
      attributes: {},
      nodes: [
        {
          name: 'Gather',
          attributes: { timeout: '5', finishOnKey: '' },
          nodes: [
            {
              name: 'Say',
              attributes: {},
              nodes: ['Hi ', { name: 'break', attributes: { time: '1s' }, nodes: [] }, ' there'],
            },
          ],
        },
        { name: 'Redirect', attributes: {}, nodes: ['/next?a=1&b=2'] },
      ],
    });
  });

  test('given entities and CDATA, when parsed, then they are characters', () => {
    expect(parseTwiml('<a x="&lt;&quot;&#65;&#x1F600;">&amp;&apos;<![CDATA[<b>&amp;]]></a>')).toEqual({
      name: 'a',
      attributes: { x: '<"A😀' },
      nodes: ["&'", '<b>&amp;'],
    });
  });

  test('given what the twilio package writes, when parsed, then the words are the same', () => {
    const text = `Ünï "quotes" & <tags> 'x' ]]> 😀`;
    const response = new twilio.twiml.VoiceResponse();
    response.say({ voice: 'Polly.Joanna' }, text);
    expect(parseTwiml(response.toString()).nodes).toEqual([
      { name: 'Say', attributes: { voice: 'Polly.Joanna' }, nodes: [text] },
    ]);
  });
});

describe('a document that is not well-formed', () => {
  test.each([
    ['empty', ''],
    ['white space before the declaration', ' <?xml version="1.0"?><Response/>'],
    ['no root', '<?xml version="1.0"?>'],
    ['unclosed element', '<Response><Say>x</Response>'],
    ['never closed', '<Response>'],
    ['two roots', '<Response/><Response/>'],
    ['text after the root', '<Response/>x'],
    ['attribute without quotes', '<Response a=b/>'],
    ['attribute twice', '<Response a="1" a="2"/>'],
    ['attribute without space', '<Response a="1"b="2"/>'],
    ['bare ampersand', '<Response>a & b</Response>'],
    ['unknown entity', '<Response>&nbsp;</Response>'],
    ['character reference to nothing', '<Response>&#0;</Response>'],
    ['control character', '<Response>\u0007</Response>'],
    ['half a surrogate pair', '<Response>\ud800</Response>'],
    ['a less-than in an attribute', '<Response a="<"/>'],
    ['"]]>" in text', '<Response>a]]></Response>'],
    ['document type', '<!DOCTYPE x><Response/>'],
    ['case mismatch', '<Response></response>'],
    ['prototype pollution', '<Response __proto__="x"/>'],
    ['bad comment', '<Response><!-- a -- b --></Response>'],
  ])('given %s, when parsed, then it is a syntax error', (_what, source) => {
    expect(() => parseTwiml(source)).toThrow(TwimlSyntaxError);
  });
});
