import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ending, josa } from "../../../static/js/words/josa.js";

/** @param {string} word @param {string} form @param {boolean} [quoted] */
const said = (word, form, quoted = false) => josa([word], { form, ...(quoted && { quote: "yes" }) });

describe("particles after Hangul", () => {
  it("follow the last syllable's final consonant", () => {
    assert.deepEqual(
      ["나", "너", "밥", "학교", "소년"].map((word) => said(word, "와/과")),
      ["나와", "너와", "밥과", "학교와", "소년과"],
    );
    assert.deepEqual([said("나", "는/은"), said("밥", "는/은")], ["나는", "밥은"]);
    assert.deepEqual([said("나", "가/이"), said("밥", "가/이")], ["나가", "밥이"]);
    assert.deepEqual([said("나", "를/을"), said("밥", "를/을")], ["나를", "밥을"]);
  });

  it("treat ㄹ as a vowel before 로 only", () => {
    assert.deepEqual(
      ["집", "서울", "학교"].map((word) => said(word, "로/으로")),
      ["집으로", "서울로", "학교로"],
    );
    assert.deepEqual([said("서울", "와/과"), said("서울", "를/을")], ["서울과", "서울을"]);
  });

  it("take every syllable", () => {
    for (let code = 0xac00; code <= 0xd7a3; code++) {
      const final = (code - 0xac00) % 28;
      assert.equal(ending(String.fromCodePoint(code)), final === 0 ? "vowel" : final === 8 ? "rieul" : "consonant");
    }
  });

  it("take lone letters, as the jamo tokens are", () => {
    assert.deepEqual(["ㄱ", "ㄹ", "ㅏ", "ㅣ"].map(ending), ["consonant", "rieul", "vowel", "vowel"]);
  });
});

describe("particles after figures, as they are read", () => {
  it("영 일 이 삼 사 오 육 칠 팔 구", () => {
    assert.deepEqual(
      [..."0123456789"].map((figure) => said(figure, "를/을")),
      ["0을", "1을", "2를", "3을", "4를", "5를", "6을", "7을", "8을", "9를"],
    );
    assert.deepEqual(
      [..."0123456789"].map((figure) => said(figure, "로/으로")),
      ["0으로", "1로", "2로", "3으로", "4로", "5로", "6으로", "7로", "8로", "9로"],
    );
  });

  it("an index reads like a figure", () => {
    assert.deepEqual(
      ["h₀", "h₁", "h₂", "h₃", "h₁₀", "h₋₁"].map((symbol) => said(symbol, "를/을")),
      ["h₀을", "h₁을", "h₂를", "h₃을", "h₁₀을", "h₋₁을"],
    );
    assert.equal(said("h₁", "가/이"), "h₁이");
  });
});

describe("particles after numbers with a sign", () => {
  it("a power ends with 제곱, a share with 퍼센트, a fraction with its last figure", () => {
    assert.deepEqual(
      ["−1.7·10⁻³", "10^{−0.98}", "57%", "0.98", "−0.26"].map((number) => said(number, "를/을")),
      ["−1.7·10⁻³을", "10^{−0.98}을", "57%를", "0.98을", "−0.26을"],
    );
    assert.deepEqual(
      ["10⁻⁷", "51%", "−0.20", "0.56"].map((number) => said(number, "로/으로")),
      ["10⁻⁷으로", "51%로", "−0.20으로", "0.56으로"],
    );
  });
});

describe("particles after Latin words, as a Korean reader says them", () => {
  it("the default sentence", () => {
    assert.deepEqual(
      ["i", "am", "a", "boy"].map((word) => said(word, "와/과", true)),
      ["“i”와", "“am”과", "“a”와", "“boy”와"],
    );
  });

  it("quotation marks stay inside", () => {
    assert.equal(said("나", "와/과", true), "“나”와");
    assert.equal(said("boy", "로/으로", true), "“boy”로");
  });

  it("letters by their names: 엘, 알, 엠, 엔", () => {
    assert.deepEqual(["l", "r", "m", "n"].map(ending), ["rieul", "rieul", "consonant", "consonant"]);
    assert.deepEqual(
      ["R", "OCR", "CTR"].flatMap((word) => [said(word, "가/이"), said(word, "로/으로")]),
      ["R이", "R로", "OCR이", "OCR로", "CTR이", "CTR로"],
    );
    assert.deepEqual(["a", "e", "i", "o", "u", "b", "c", "s", "x"].map(ending), new Array(9).fill("vowel"));
  });

  it("words", () => {
    const consonants = ["book", "cat", "cup", "club", "king", "moon", "time", "one", "music", "dream"];
    for (const word of consonants) assert.equal(ending(word), "consonant", word);
    for (const word of ["girl", "table", "school", "apple"]) assert.equal(ending(word), "rieul", word);
    for (const word of ["boy", "coffee", "and", "student", "first", "go", "house"])
      assert.equal(ending(word), "vowel", word);
  });
});

describe("particles after acronyms and words that Korean texts of this field are full of", () => {
  it("capitals are read letter by letter, also at the end of a name", () => {
    assert.deepEqual(
      ["GPT", "PC", "KT", "MBC", "ChatGPT", "CPU", "USB", "VIP", "IBM", "RNN", "HTML", "URL"].map((word) =>
        said(word, "가/이"),
      ),
      [
        ...["GPT가", "PC가", "KT가", "MBC가", "ChatGPT가", "CPU가", "USB가", "VIP가"],
        ...["IBM이", "RNN이", "HTML이", "URL이"],
      ],
    );
    assert.deepEqual(
      ["HTML", "GPT", "LSTM", "URL"].map((word) => said(word, "로/으로")),
      ["HTML로", "GPT로", "LSTM으로", "URL로"],
    );
    assert.deepEqual(["pc", "kt", "tv", "html"].map(ending), ["vowel", "vowel", "vowel", "rieul"]);
  });

  it("a stop after a consonant, after two vowels or before a silent e has a vowel of its own", () => {
    const words = ["network", "help", "act", "desk", "milk", "camp", "link", "light", "test", "week", "seat", "coat"];
    for (const word of [...words, "cake", "note", "tape", "bulb", "verb", "bed", "road", "tag", "blog"])
      assert.equal(ending(word), "vowel", word);
    for (const word of ["bot", "internet", "back", "deep", "web", "lab", "input", "topic", "comb"])
      assert.equal(ending(word), "consonant", word);
  });

  it("a stop after a short vowel closes the syllable, however it is written", () => {
    // 앱, 맵, 캡, 탭, 스텝, 넷, 그룹, 하둡, 풋, 서킷, 큇, 쿡, 노트북, 레이아웃, 오프셋
    const words = ["app", "map", "cap", "tap", "step", "net", "group", "hadoop", "foot", "circuit", "quit"];
    for (const word of [...words, "cook", "notebook", "layout", "offset", "rabbit", "toolkit"])
      assert.equal(ending(word), "consonant", word);
    assert.deepEqual(
      ["app", "group"].map((word) => said(word, "가/이")),
      ["app이", "group이"],
    );
  });

  it("after a long vowel it has a vowel of its own, and in some short words", () => {
    // 루프, 후프, 수프, 소프, 루트, 부트, 슈트, 프루트, 시트, 보트, 브레이크
    const words = ["loop", "hoop", "soup", "soap", "root", "boot", "reboot", "shoot", "suit", "fruit", "recruit"];
    for (const word of [...words, "sheet", "street", "boat", "break", "peak", "portrait"])
      assert.equal(ending(word), "vowel", word);
    // 비트, 큐비트, 세트, 키트, 히트, 체크, 지프, 다이어트, 스카우트, 와트
    for (const word of ["bit", "qubit", "set", "kit", "hit", "check", "jeep", "diet", "scout", "watt"])
      assert.equal(ending(word), "vowel", word);
    assert.deepEqual([said("loop", "가/이"), said("root", "로/으로")], ["loop가", "root로"]);
  });

  it("m, n and ng close a syllable, a silent e or not; l does as ㄹ", () => {
    for (const word of ["algorithm", "token", "learning", "machine", "game", "design"])
      assert.equal(ending(word), "consonant", word);
    for (const word of ["model", "file", "role", "example", "neural", "cell"])
      assert.equal(ending(word), "rieul", word);
    for (const word of ["me", "the", "be", "change", "state"]) assert.equal(ending(word), "vowel", word);
  });
});

describe("particles after old Hangul and other forms of letters", () => {
  it("follow the last letter", () => {
    assert.deepEqual(["ᄒᆞᆫ", "ᄊᆞ", "ᄆᆞᆯ", "ﾡ", "ﾤ", "ￂ", "ᄀ", "ㄳ"].map(ending), [
      "consonant",
      "vowel",
      "rieul",
      "consonant",
      "consonant",
      "vowel",
      "consonant",
      "consonant",
    ]);
    assert.equal(said("ᄒᆞᆫ", "가/이", true), "“ᄒᆞᆫ”이");
  });

  it("are the same for a word in Unicode's form NFD", () => {
    for (const word of ["소년", "서울", "학교"]) assert.equal(ending(word.normalize("NFD")), ending(word), word);
  });
});

describe("particles after anything else", () => {
  it("pass over what is not said", () => {
    assert.deepEqual(
      [said("밥!", "를/을"), said("나…", "를/을"), said("(서울)", "로/으로")],
      ["밥!을", "나…를", "(서울)로"],
    );
  });

  it("never fail", () => {
    for (const word of ["", "?", "👩‍🚀", "東京", "ñ", "Ω"]) assert.match(said(word, "를/을"), /[를을]$/u);
  });
});
