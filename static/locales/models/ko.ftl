# 파일의 신경망 패널이 하는 말: 패널이 열릴 때 가져옵니다.

models-sending = { JOSA($name, form: "를/을") } 보내는 중입니다.
models-reading = { JOSA($name, form: "를/을") } 받아 읽는 중입니다.
models-vocabulary = { $V ->
   *[other] 임베딩의 단어 { $V }개, 한 줄에 하나씩. 없으면 번호로 읽습니다.
    [0] 임베딩의 단어, 한 줄에 하나씩.
}
models-reads-words = 단어: { $n }개를 압니다
models-reads-ids = 번호, 0부터 { $last }까지
models-reads-numbers = 수, 시점마다 { $I }개
models-forget = 지우기
models-forget-name = { $name } 지우기
models-summary = { $cell }, { $layers }층, { $ways ->
    [two] 양방향
   *[one] 순방향
}. H = { $H }, I = { $I }, 수 { $n }개.
models-none = 없음
models-biases = 편향
models-yes = 있음
models-zeros = 없음(0으로 둠)
models-embedding = 임베딩
models-texts = 단어 { $n }개
models-head = 출력층
models-with-bias = 편향 있음
models-without-bias = 편향 없음
models-widened = float64로 넓힘, 값은 그대로
models-prefix-found = 이름 앞부분
models-unused = 쓰지 않은 배열
models-unused-names = 쓰지 않음: { $names }.
models-matrix = 행렬
models-gate = 게이트
models-note-gate-order-assumed = 이름이 표준이 아니라서 게이트 순서는 PyTorch와 같다고 보았습니다.
models-note-onnx-gru = 게이트 순서를 ONNX의 z, r, h에서 PyTorch의 r, z, n으로 바꾸었습니다.
models-note-onnx-lstm = 게이트 순서를 ONNX의 i, o, f, c에서 PyTorch의 i, f, g, o로 바꾸었습니다.
models-note-keras-gru = 게이트 순서를 Keras의 z, r, h에서 PyTorch의 r, z, n으로 바꾸고 행렬을 전치했습니다.
models-note-keras-lstm = 행렬을 Keras의 꼴에서 전치했습니다. 게이트 순서는 같습니다.
