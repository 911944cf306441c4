import {
  askedQuestions,
  nextQuestion,
  surveyEffects,
  surveyOptions,
  type SurveyAnswers,
  type SurveyQuestion,
} from "../../src/retention/loss";
import {
  composeMessage,
  fillScript,
  messageLength,
  type ScriptField,
} from "../../src/retention/solicitation";
import { competitorLabels, reasonLabels } from "./callsCase";
import type { CsvRow, CsvTable } from "./csv";

/** The tables of 流失调查 and 话术 that a case can expect; they need no store. */

type Asked = keyof typeof surveyOptions;

/** What S2's questionnaire calls the answers. */
const answerLabels: {
  readonly [Question in Asked]: Readonly<Record<(typeof surveyOptions)[Question][number], string>>;
} = {
  q1: { yes: "是", no: "否" },
  q2: { drivesLittle: "车开得少", handedOver: "已转让", awayOrAbroad: "出差出国", other: "其他" },
  q3: { maintenance: "保养", minorRepair: "小修", bodyAndPaint: "钣喷", other: "其他" },
  q4: { yes: "是", no: "否" },
  q5: competitorLabels,
  q6: {
    price: "价格",
    distance: "距离",
    acquaintance: "熟人",
    recommended: "推荐",
    other: "其他",
  },
  q7: { good: "好", fair: "一般", poor: "差" },
  q9: {
    poorService: "服务差",
    poorRepairQuality: "维修质量差",
    highPrice: "价格高",
    inconvenientPlace: "地点不便",
    companyChoice: "公司指定",
    other: "其他",
  },
};

function codeOf(question: Asked, label: string): string {
  const labels: Readonly<Record<string, string>> = answerLabels[question];
  const code = surveyOptions[question].find((option) => labels[option] === label);
  if (code === undefined) {
    throw new Error(`No such answer to ${question}: ${label}`);
  }
  return code;
}

function answersOf(row: CsvRow): SurveyAnswers {
  const given = Object.keys(row).flatMap((header): [string, string | string[]][] => {
    const question = header.toLowerCase();
    const cell = row[header];
    if (cell === "" || (question !== "q8" && !(question in surveyOptions))) {
      return [];
    }
    const code = (label: string): string => codeOf(question as Asked, label);
    const answer =
      question === "q8" ? cell : question === "q3" ? cell.split("、").map(code) : code(cell);
    return [[question, answer]];
  });
  return Object.fromEntries(given) as SurveyAnswers;
}

const shown = (question: SurveyQuestion): string => question.toUpperCase();

/** `surveys.csv`: one questionnaire a row, Q1 … Q9. */
export function surveyTables(surveys: CsvTable): Record<string, CsvRow[]> {
  return {
    survey: surveys.rows.map((row) => {
      const answers = answersOf(row);
      const next = nextQuestion(answers);
      const effects = surveyEffects(answers);
      return {
        客户: row.客户,
        问到: askedQuestions(answers).map(shown).join(" "),
        下一题: next === null ? "完成" : shown(next),
        原因: effects.reasons.map((reason) => reasonLabels[reason]).join("、"),
        竞争对手: effects.competitor === null ? "" : competitorLabels[effects.competitor],
        在外项目: effects.itemsElsewhere.map((item) => answerLabels.q3[item]).join("、"),
        提议已转手: effects.handedOver ? "是" : "",
        用车较少: effects.lowUse ? "是" : "",
      };
    }),
  };
}

const fieldHeaders: Readonly<Record<string, ScriptField>> = {
  姓名: "name",
  称呼: "salutation",
  车型: "model",
  车牌: "plate",
  应保养里程: "dueKm",
  应保养日期: "dueDate",
  顾问: "advisor",
  电话: "phone",
};

/** `scripts.csv`: a text with its values, 签名 and 退订; the message it makes and what that costs. */
export function scriptTables(scripts: CsvTable): Record<string, CsvRow[]> {
  return {
    messages: scripts.rows.map((row) => {
      const values = Object.fromEntries(
        Object.entries(fieldHeaders).map(([header, field]) => [field, row[header] ?? ""])
      );
      const filled = fillScript(row.话术, values, { salutation: "车主" });
      const text = composeMessage(filled.text, row.签名, row.退订);
      const { characters, segments } = messageLength(text);
      const headerOf = (field: ScriptField): string =>
        Object.keys(fieldHeaders).find((header) => fieldHeaders[header] === field) ?? field;
      return {
        编号: row.编号,
        短信: text,
        字数: String(characters),
        条数: String(segments),
        缺少: filled.missing.map(headerOf).join("、"),
        不认识: filled.unknown.join("、"),
      };
    }),
  };
}
