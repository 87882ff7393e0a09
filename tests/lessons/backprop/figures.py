"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "dL/dy_hat -0.952609651832001",
    "dy_hat/dh1 0.249438538725128",
    "dh1/dw1   -0.090353319461824",
    "dL/dw1     0.0214695352658111",
    "dL/db3    -0.2376176",
    "η =  0.001: right 0.065094, all wrong 0.065116, hidden wrong 0.065094",
    "from the rounded factors  0.021429",
    "A1    0.542397940774 0.537429845344",
    "y_hat 0.639154375370",
    "loss  0.06510478240728",
    "delta2 -0.08322401306626",
    "delta1 -0.012393840598352 0.002068940697999",
    "W1, into h1 0.100619692030 0.399752123188",
    "W1, into h2 0.299896552965 -0.499958621186",
    "b1          0.201239384060 -0.100206894070",
    "W2          0.604514053331 -0.095527293153",
    "b2          0.308322401307",
    "all nine agree to seven decimals: True",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "0.60434": "what the notebook quoted there prints",
    "0.0957": "what the notebook quoted there prints",
}
