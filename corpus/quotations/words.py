"""The words that tell who speaks: verbs of speech, pronouns, and what stands about them."""

from __future__ import annotations

__all__ = [
    "ADVERBS",
    "BODIES",
    "DEFINITE",
    "FEMALE",
    "INDEFINITE",
    "MALE",
    "NAMING",
    "NOUN_MARKERS",
    "NOUN_OR_VERB",
    "PARTICIPLES",
    "PREPOSITIONS",
    "PRONOUNS",
    "REGARDING",
    "SURE",
    "VERBS",
    "VIETNAMESE",
    "VOICES",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VERBS = _words("""
    said says say told tells added adds noted notes asked asks answered answers replied replies
    responded responds retorted countered counters explained explains warned warns cautioned
    cautions stressed stresses emphasised emphasises emphasized emphasizes underlined underlines
    underscored underscores highlighted highlights affirmed affirms reaffirmed reaffirms asserted
    asserts argued argues claimed claims admitted admits conceded concedes acknowledged
    acknowledges insisted insists declared declares announced announces stated states remarked
    remarks commented comments observed observes recalled recalls recounted recounts reminded
    reminds reported reports wrote writes concluded concludes promised promises pledged pledges
    vowed vows urged urges called calls described describes suggested suggests proposed proposes
    joked jokes quipped quips laughed laughs shouted shouts cried cries whispered whispers murmured
    murmurs muttered mutters complained complains agreed agrees disagreed disagrees objected
    objects protested protests tweeted tweets posted posts confirmed confirms denied denies
    revealed reveals disclosed discloses estimated estimates predicted predicts reiterated
    reiterates repeated repeats maintained maintains contended contends lamented laments boasted
    boasts exclaimed exclaims interjected began continued continues advised advises instructed
    instructs demanded demands requested requests pointed points wondered wonders joined believes
    believed thinks thought hoped hopes expressed expresses assured assures criticised criticises
    criticized criticizes praised praises quoted quotes cited cites sighed sighs labelled labeled
    dubbed branded went goes informed informs reckons reckoned mused muses testified testifies
    elaborated elaborates read reads hailed hails condemned condemns accused accuses greeted
    dit disait déclare déclaré affirme affirmé ajoute ajouté explique expliqué répond répondu
    sagt sagte erklärt erklärte betonte meint meinte fragte antwortete schrieb
    dijo dice afirmó explicó añadió señaló declaró preguntó respondió escribió
""")
"""Finite forms, and the participles of French; a few of each neighbouring language."""

PARTICIPLES = _words("""
    saying adding noting telling asking answering replying explaining warning stressing emphasising
    emphasizing underlining underscoring highlighting affirming reaffirming asserting arguing
    claiming admitting insisting declaring announcing stating remarking commenting observing
    recalling reporting writing concluding promising urging calling describing suggesting joking
    shouting complaining confirming quoting citing predicting reiterating expressing praising
    hailing labelling labeling dubbing branding
""")
"""Their subject is that of the whole sentence."""

NOUN_OR_VERB = _words("""
    say notes asks claims states remarks comments reports calls points hopes demands requests
    objects protests posts quotes highlights estimates whispers shouts cries laughs promises
    pledges vows read reads laments jokes quips murmurs mutters boasts sighs thought goes went
    called described joined labelled labeled dubbed branded began quoted cited greeted repeated
    posted reported proposed suggested cries cries agreed stated noted expressed promised requested
""")
"""Verbs of speech only beside a name or a pronoun: else nouns, or what is done to a thing."""

VIETNAMESE = frozenset(
    tuple(verb.split())
    for verb in [
        "nói",
        "nói rõ",
        "nói thêm",
        "nói tiếp",
        "cho biết",
        "cho hay",
        "cho rằng",
        "phát biểu",
        "khẳng định",
        "nhấn mạnh",
        "chia sẻ",
        "kể",
        "kể lại",
        "kể rằng",
        "bày tỏ",
        "nhận định",
        "nhận xét",
        "trả lời",
        "hỏi",
        "đáp",
        "thừa nhận",
        "giải thích",
        "cảnh báo",
        "đề nghị",
        "kêu gọi",
        "thông tin",
        "lưu ý",
        "nêu",
        "nêu rõ",
        "chỉ rõ",
        "chỉ ra",
        "tuyên bố",
        "trình bày",
        "phân tích",
        "tâm sự",
        "bộc bạch",
        "thốt lên",
        "viết",
        "bảo",
        "thưa",
        "dặn",
        "nhắc",
        "nhắc lại",
        "đọc",
        "đánh giá",
        "tin rằng",
        "hứa",
        "than",
        "khuyên",
        "quả quyết",
        "xác nhận",
        "tiết lộ",
        "kết luận",
        "bình luận",
        "phản hồi",
        "ghi",
        "đề xuất",
        "mong",
        "mong muốn",
        "bổ sung",
        "thông báo",
        "yêu cầu",
        "nhắn",
        "đùa",
        "quát",
        "reo",
        "thổ lộ",
        "trăn trở",
        "trần tình",
        "phản ánh",
        "báo cáo",
        "hồi tưởng",
        "nhớ lại",
        "gọi",
        "ví",
        "hy vọng",
    ]
)
"""Verbs of speech of one to three syllables, in composed letters."""

SURE = _words("nói kể hỏi đáp thưa quát")
"""Verbs of one syllable that are verbs of speech wherever they stand."""

NOUN_MARKERS = _words("bài lời câu tiếng cuộc sự việc giọng bản đoạn dòng nghề cách điều phần")
"""A Vietnamese verb after one of these is a noun."""

ADVERBS = _words("""
    also then later once again simply further furthermore moreover just only still even often
    always never once now today has had have was is were be been being would will could can may
    might should must did does do on out in-turn instead however too though thus therefore
    himself herself itself meanwhile there here back
    đã cũng từng vừa mới liền còn lại đang sẽ vẫn chỉ có xin tiếp thường luôn cùng phải không rất
    hay nên muốn thêm vui thẳng chậm rãi
    a ont avait hat habe hatte ha han había
""")
"""What may stand between a subject and its verb, besides words in -ly."""

MALE = _words("he ông anh chú cậu bác him mr sir brother father king prince lord herr monsieur")
FEMALE = _words("""
    she bà cô chị dì her ms mrs miss madam madame sister mother queen princess lady frau
""")
PRONOUNS = _words("he she ông bà cô anh chị em chú bác thầy cậu")
"""What stands for a person spoken of before, when no name follows."""

DEFINITE = _words("the this that his her its their our my whose")
INDEFINITE = _words("a an one some many several few two three four another other most no any both")

PREPOSITIONS = _words("""
    of to with by for from on about at in into over under after before against between among
    without than as like near during via than
    của với cho từ ở tại về do bởi cùng gặp trong sau trước
""")

VOICES = _words("""
    spokesman spokeswoman spokesperson spokespeople statement report communique communiqué website
    release letter newspaper representative representatives phát ngôn đại diện thông cáo
""")
"""Nouns through which a body speaks: a statement of the ministry is the ministry's word."""

BODIES = _words("""
    ministry government committee commission council court police company firm bank group party
    team paper newspaper study agency office department union association university institute
    school hospital city province country assembly parliament senate congress organisation
    organization federation foundation corporation authority bureau board embassy army navy
    magazine network centre center club
""")
"""Nouns that mean a body, not a person."""

THINGS = _words("""
    report statement document text letter article law draft resolution charter survey website post
    message sign notice book plan rule data figures
""")

NAMING = _words("""
    title titled entitled theme themed headline headlined slogan motto word words term phrase
    nicknamed dubbed named known called film movie song book novel poem play album exhibition
    programme program project campaign category award banner sign so-called
    tít tựa nhan tiêu chủ tên từ hiệu danh phim sách cuốn triển
""")
"""What stands before the title of a work, a motto or a term, none of which is speech."""

REGARDING = _words("according theo laut selon según")
"""According to …: what opens the naming of a source."""
