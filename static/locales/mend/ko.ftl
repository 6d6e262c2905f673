# 잘못된 것을 고치는 단추와 칸마다의 링크: 필요할 때 불러옴.
mend-use = { JOSA($value, form: "로/으로") } 고치기
mend-back = 되돌리기
whatif-one-word = 한 단어만 적어 주세요. “{ $text }”에는 둘 이상이 있습니다.
whatif-one-char = 한 글자만 적어 주세요. “{ $text }”에는 둘 이상이 있습니다.
whatif-one-jamo = 자모 하나만 적어 주세요. “{ $text }”에는 둘 이상이 있습니다.
mend-use-in = “{ $label }” 값을 { JOSA($value, form: "로/으로") } 고치기
mend-shorter = 앞부분만 읽기
mend-takes-whole = “{ $label }” 값은 { $least }부터 { $most }까지의 정수여야 합니다.
mend-takes-number = “{ $label }” 값은 { $least }부터 { $most }까지의 수여야 합니다.
mend-takes-above = “{ $label }” 값은 0보다 크고 { $most } 이하인 수여야 합니다.
teach-too-much = 이 학습은 서버가 한 번에 계산하는 양을 넘습니다. “{ $steps }”나 “{ $hidden }” 값을 낮춰 주세요.
teach-diverged = 학습 { $step }걸음에서 값이 계산할 수 있는 범위를 벗어났습니다. “{ $rate }” 값을 낮추거나 기울기를 잘라 주세요.
mend-number = “{ $label }” 칸에는 수를 적어 주세요.
models-other-file = 다른 파일 고르기
models-refused-file-several-networks = 파일에 순환 신경망이 여럿 있습니다. 여기에서 하나를 골라 파일을 다시 읽어 주세요.
models-refused-file-no-such-prefix = 파일에 그런 이름의 신경망이 없습니다. 들어 있는 것 가운데 하나를 골라 다시 읽어 주세요.
models-refused-file-name-twice = 파일의 배열 둘이 같은 자리에 들어맞습니다. 어느 것인지 여기에 적고 파일을 다시 읽어 주세요.
models-refused-file-no-network = 파일의 이름만으로는 순환 신경망을 찾지 못했습니다. 들어 있는 것: { $names }. 어느 배열이 무엇인지 여기에 적고 파일을 다시 읽어 주세요.
mend-fine = 알겠습니다
link-unread = 이 주소의 { JOSA($list, form: "는/은") } 읽을 수 없어 빼고, 나머지를 보여 줍니다.
panel-link = 지금 이대로의 “{ $panel }” 링크 복사
panel-link-copied = 링크를 복사했습니다
panel-link-cut = 링크를 복사했지만, 글이 너무 길어 링크에 다 담기지 않았습니다
panel-link-by-hand = 이 브라우저에서는 복사할 수 없습니다. 선택된 링크를 직접 복사해 주세요
examples = 보기 문장
hint-examples = 볼거리가 있는 문장들
dead-end-one = { $unit ->
    [char] 글자
    [jamo] 자모
   *[word] 단어
  }가 하나면 한 시점뿐이라, 기울기가 되돌아가며 약해질 길이 없습니다.
dead-end-glued = 띄어 쓰지 않아 전체를 한 단어로, 한 시점에 읽습니다. 기울기가 되돌아가며 약해질 길이 없습니다.
dead-end-same = 같은 { $unit ->
    [char] 글자
    [jamo] 자모
   *[word] 단어
  }만 되풀이됩니다. 고를 답이 하나뿐이라 틀릴 수 없고, 기울기도 흐르지 않습니다.
dead-end-char = 글자로 읽기
dead-end-jamo = 자모로 읽기
dead-end-more = 단어 더하기
dead-end-example = 보기 문장 고르기
too-much = 서버가 한 번에 계산하는 양을 넘습니다. 문장을 줄이거나 “{ $hidden }” 값을 낮춰 주세요.
qr-open = QR 코드
hint-qr = 다른 기기에서 이 순간을 여는 주소를 QR 코드로
qr-title = 이 순간을 찍어서 열기
qr-copy = 주소 복사
qr-close = 닫기
qr-copied = 주소를 복사했습니다
qr-by-hand = 이 브라우저에서는 복사할 수 없습니다. 선택된 주소를 직접 복사해 주세요
qr-alone = 서버가 이 기기에서만 접속을 받고 있어 다른 기기에서는 이 주소를 열 수 없습니다. “rnnflow class”로 시작해 주세요.
qr-cut = 글이 너무 길어 주소에 다 담기지 않습니다. 다른 기기에서는 글 없이 열립니다.
