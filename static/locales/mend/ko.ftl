# 잘못된 것을 고치는 단추와 칸마다의 링크: 필요할 때 불러옴.
mend-use = { JOSA($value, form: "로/으로") } 고치기
mend-back = 되돌리기
whatif-one-word = 한 단어만 적어 주세요. “{ $text }”에는 둘 이상이 있습니다.
whatif-one-char = 한 글자만 적어 주세요. “{ $text }”에는 둘 이상이 있습니다.
whatif-one-jamo = 자모 하나만 적어 주세요. “{ $text }”에는 둘 이상이 있습니다.
