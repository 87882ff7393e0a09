"""Lesson 13's exercises: hand_back, way_back, mended_gradients, hand_back_quotient."""

from helpers.exercises.exercise import Exercise

# ---------------------------------------------------------------------------------- hand_back


def hand_back(operation, a, b, upstream):
    """Return what a and b are handed back by c = a + b or c = a * b, of which ∂L/∂c is known."""
    # The local slopes: by how much c follows a, and by how much it follows b.
    if operation == "+":
        slope_a, slope_b = 1, 1
    else:
        slope_a, slope_b = b, a
    # The chain rule: what has come back to c, times the local slope.
    return upstream * slope_a, upstream * slope_b


def _hand_back_cases(rng):
    drawn = (rng.uniform(1.2, 4, size=3) * rng.choice([-1, 1], size=3) for _ in range(6))
    both = [
        (operation, *map(float, three)) for three, operation in zip(drawn, "+*" * 3, strict=True)
    ]
    return [("*", 3.0, -1.5, 2.0), ("+", 3.0, -1.5, 2.0), *both]


HAND_BACK = Exercise(
    answer=hand_back,
    cases=_hand_back_cases,
    hint='if operation == "+" the local slopes are 1 and 1; for "*" the slope over a is b and the '
    "slope over b is a; each is multiplied by upstream",
)


def _handed(sum_back, product_back):
    """Return a wrong answer of what it hands back through a sum and through a product."""

    def answer(operation, a, b, upstream):
        return (sum_back if operation == "+" else product_back)(a, b, upstream)

    return answer


def _right_sum(a, b, u):
    return u, u


def _right_product(a, b, u):
    return b * u, a * u


@HAND_BACK.mistake(
    "The two operations have changed places. Through + each gets upstream as it is; through * each "
    "gets it times the other number."
)
def operations_exchanged(operation, a, b, upstream):
    return hand_back("*" if operation == "+" else "+", a, b, upstream)


@HAND_BACK.mistake(
    "For a product you hand a back to a and b back to b. c = a·b follows a as fast as b is large: "
    "the slope over each is the other one."
)
def factors_not_exchanged(operation, a, b, upstream):
    return _handed(_right_sum, lambda a, b, u: (a * u, b * u))(operation, a, b, upstream)


@HAND_BACK.mistake(
    "Those are the local slopes alone. The chain rule multiplies them by what came back to c, "
    "upstream."
)
def upstream_missing(operation, a, b, upstream):
    return hand_back(operation, a, b, 1)


@HAND_BACK.mistake("You hand back through a sum as if it were a product: its slopes are 1 and 1.")
def sum_as_product(operation, a, b, upstream):
    return _right_product(a, b, upstream)


@HAND_BACK.mistake(
    "You hand back through a product as if it were a sum: its slopes are b and a, not 1 and 1."
)
def product_as_sum(operation, a, b, upstream):
    return _right_sum(a, b, upstream)


@HAND_BACK.mistake(
    "You share upstream out between the two summands. Each gets all of it: nudge a alone, and c "
    "moves by the whole nudge."
)
def sum_shared_out(operation, a, b, upstream):
    return _handed(lambda a, b, u: (u / 2, u / 2), _right_product)(operation, a, b, upstream)


@HAND_BACK.mistake(
    "You hand a sum's own numbers back, a·upstream and b·upstream. The slope of a + b over each of "
    "them is 1, whatever they are."
)
def sum_hands_its_numbers(operation, a, b, upstream):
    return _handed(lambda a, b, u: (a * u, b * u), _right_product)(operation, a, b, upstream)


@HAND_BACK.mistake(
    "For a product you hand back the product itself times upstream; the slope over a is b alone."
)
def product_handed_back(operation, a, b, upstream):
    return _handed(_right_sum, lambda a, b, u: (a * b * u,) * 2)(operation, a, b, upstream)


@HAND_BACK.mistake("You added the local slope and upstream. Along a path slopes are multiplied.")
def upstream_added(operation, a, b, upstream):
    slope_a, slope_b = hand_back(operation, a, b, 1)
    return slope_a + upstream, slope_b + upstream


@HAND_BACK.mistake("b is handed back with the wrong sign: neither + nor * turns a sign round.")
def second_sign(operation, a, b, upstream):
    first, second = hand_back(operation, a, b, upstream)
    return first, -second


@HAND_BACK.mistake("You divided by the other factor where it is to be multiplied with.")
def product_divided(operation, a, b, upstream):
    return _handed(_right_sum, lambda a, b, u: (u / b, u / a))(operation, a, b, upstream)


@HAND_BACK.mistake("That is c, the way forward. Asked for is what goes back to a and to b.")
def forward_result(operation, a, b, upstream):
    return a + b if operation == "+" else a * b


@HAND_BACK.mistake(
    "For a product only a is handed back by the rule; b gets upstream as it came. Both have a "
    "slope."
)
def product_second_bare(operation, a, b, upstream):
    return _handed(_right_sum, lambda a, b, u: (b * u, u))(operation, a, b, upstream)


@HAND_BACK.mistake("You divided upstream by the number of inputs; each gets all of it.")
def divided_by_two(operation, a, b, upstream):
    return hand_back(operation, a, b, upstream / 2)


@HAND_BACK.mistake("For a sum you return one number. Return two, first what a gets, then b.")
def sum_one_number(operation, a, b, upstream):
    return upstream if operation == "+" else _right_product(a, b, upstream)


@HAND_BACK.mistake("For a product you return one number. Return two, first what a gets, then b.")
def product_one_number(operation, a, b, upstream):
    return _right_sum(a, b, upstream) if operation == "+" else a * b * upstream


@HAND_BACK.mistake(
    "You multiplied upstream by c itself. Two numbers go back: upstream times the slope of c over "
    "a, and upstream times the slope of c over b."
)
def forward_times_upstream(operation, a, b, upstream):
    return forward_result(operation, a, b, upstream) * upstream


@HAND_BACK.mistake(
    "For a sum you add upstream to a and to b. It is handed back, not added: both get upstream "
    "times their slope, which is 1."
)
def sum_added_to_its_numbers(operation, a, b, upstream):
    return _handed(lambda a, b, u: (a + u, b + u), _right_product)(operation, a, b, upstream)


@HAND_BACK.mistake("For a sum you hand back the slopes alone, 1 and 1; each is times upstream.")
def sum_upstream_missing(operation, a, b, upstream):
    return _handed(lambda a, b, u: (1, 1), _right_product)(operation, a, b, upstream)


@HAND_BACK.mistake("For a product you hand back the slopes alone, b and a; each is times upstream.")
def product_upstream_missing(operation, a, b, upstream):
    return _handed(_right_sum, lambda a, b, u: (b, a))(operation, a, b, upstream)


@HAND_BACK.mistake("For a product you added slope and upstream. Along a path they are multiplied.")
def product_upstream_added(operation, a, b, upstream):
    return _handed(_right_sum, lambda a, b, u: (b + u, a + u))(operation, a, b, upstream)


@HAND_BACK.mistake(
    'For a product nothing is returned. Ask for its sign as it is given, "*", or write else.'
)
def product_not_answered(operation, a, b, upstream):
    return _right_sum(a, b, upstream) if operation == "+" else None


# ----------------------------------------------------------------------------------- way_back


def way_back(inputs, output):
    """Return a list of what output is computed from, itself first, each before its inputs."""
    order = []

    def visit(node):
        # What stands in the list is done, with everything below it.
        if node in order:
            return
        for source in inputs[node]:
            visit(source)
        # Only when all its inputs are in the list does a node go in itself …
        order.append(node)

    visit(output)
    # … so inputs stand before what is made of them, and the way back is the list turned round.
    return order[::-1]


def _way_back_cases(rng):
    return [
        # x, s = x·x, t = s + x, L = t·s, in the order in which they are made.
        ([[], [0, 0], [1, 0], [2, 1]], 3),
        # The same, numbered at will; 3 is made of 2 and belongs to something else.
        ([[4, 2], [2, 4], [], [2], [2, 2]], 0),
        ([[2, 3], [4], [3], [1, 4], []], 0),
        ([[]], 0),
        *(_numbered_at_will(rng, n) for n in (5, 6, 8, 9)),
    ]


def _numbered_at_will(rng, n):
    """Return inputs and output of a graph that has one order only, and another node above it."""
    number = [int(i) for i in rng.permutation(n + 1)]
    inputs = [[] for _ in range(n + 1)]
    for place in range(n - 1):
        further = int(rng.integers(place + 1, n))
        # The farther one first: who hands on at once comes there too early.
        inputs[number[place]] = [number[max(further, min(place + 2, n - 1))], number[place + 1]]
    inputs[number[n]] = [number[0], number[2]]
    return inputs, number[0]


WAY_BACK = Exercise(
    answer=way_back,
    cases=_way_back_cases,
    hint="write a function inside that visits a node: first it visits each of the node's inputs, "
    "then it appends the node itself, unless it is in the list already; turn the list round at "
    "the end",
    points=3,
)


@WAY_BACK.mistake(
    "append stands inside the loop over the inputs: a node comes once for each of its inputs, and "
    "one without inputs never. It stands after that loop, as far left as its for."
)
def listed_for_each_input(inputs, output):
    order = []

    def visit(node):
        for source in inputs[node]:
            if source not in order:
                visit(source)
            order.append(node)

    visit(output)
    return order[::-1]


@WAY_BACK.mistake(
    "The list is the way forward: inputs first. Turned round it is the way back, output first."
)
def inputs_first(inputs, output):
    return way_back(inputs, output)[::-1]


def _at_once(inputs, output, again=False):
    order = []

    def visit(node):
        if node in order and not again:
            return
        order.append(node)
        for source in inputs[node]:
            visit(source)

    visit(output)
    return order


def _unasked(inputs, output):
    """Return the way back where nobody asks whether a node is listed already."""
    order = []

    def visit(node):
        for source in inputs[node]:
            visit(source)
        order.append(node)

    visit(output)
    return order[::-1]


@WAY_BACK.mistake(
    "You list a node as soon as you come to it. Another path may lead to it that is longer: then "
    "it stands before something that is computed from it. Append it after its inputs, and turn "
    "the list round."
)
def listed_at_once(inputs, output):
    return _at_once(inputs, output)


LISTED_TWICE = (
    "A node that is used twice stands in your list twice. Ask whether it is there already."
)


@WAY_BACK.mistake(LISTED_TWICE)
def listed_again_after_its_inputs(inputs, output):
    return _unasked(inputs, output)


@WAY_BACK.mistake(LISTED_TWICE)
def listed_again(inputs, output):
    return _at_once(inputs, output, again=True)


def _by_rings(inputs, output, again=False):
    order, ring = [], [output]
    while ring:
        following = []
        for node in ring:
            if again or node not in order:
                order.append(node)
                following += inputs[node]
        ring = following
    return order


@WAY_BACK.mistake(
    "You go by the number of steps from the output, the nearest first. What is near by one path "
    "may be far by another, and it has to wait for the longest."
)
def nearest_first(inputs, output):
    return _by_rings(inputs, output)


@WAY_BACK.mistake(
    "You go by the number of steps from the output, and list a node each time you come to it. Once "
    "is right: after all that is computed from it."
)
def nearest_first_again(inputs, output):
    return _by_rings(inputs, output, again=True)


@WAY_BACK.mistake(
    "You sorted the nodes by their numbers, the largest first. Here a number says nothing of when "
    "a node was made: go by inputs."
)
def largest_number_first(inputs, output):
    return sorted(way_back(inputs, output), reverse=True)


@WAY_BACK.mistake("You sorted the nodes by their numbers; what counts is which needs which.")
def smallest_number_first(inputs, output):
    return sorted(way_back(inputs, output))


@WAY_BACK.mistake("The output itself is missing: it is the first of the list.")
def output_missing(inputs, output):
    return way_back(inputs, output)[1:]


@WAY_BACK.mistake("The order of the others is right, but the output comes first, not last.")
def output_last(inputs, output):
    return [*way_back(inputs, output)[1:], output]


@WAY_BACK.mistake("You followed the first input of each node only. Go through all of them.")
def first_input_only(inputs, output):
    order = [output]
    while inputs[order[-1]]:
        order.append(inputs[order[-1]][0])
    return order


@WAY_BACK.mistake("You followed the last input of each node only. Go through all of them.")
def last_input_only(inputs, output):
    order = [output]
    while inputs[order[-1]]:
        order.append(inputs[order[-1]][-1])
    return order


@WAY_BACK.mistake(
    "Your list has nodes in it that the output is not computed from. Begin at the output, and go "
    "where inputs leads."
)
def everything_listed(inputs, output):
    order = way_back(inputs, output)
    return [*order, *(node for node in range(len(inputs)) if node not in order)]


@WAY_BACK.mistake("That is the output with its own inputs; these have inputs in their turn.")
def one_step_only(inputs, output):
    return [output, *dict.fromkeys(inputs[output])]


@WAY_BACK.mistake(
    "A node must not be listed twice, but you kept the first of its places in the turned list. Ask "
    "before you append."
)
def first_place_kept(inputs, output):
    return [*dict.fromkeys(_unasked(inputs, output))]


@WAY_BACK.mistake(
    "You append a node before its inputs and turn the list round, so inputs come first. Append it "
    "after them."
)
def listed_at_once_turned_round(inputs, output):
    return _at_once(inputs, output)[::-1]


@WAY_BACK.mistake(
    "Your function returns nothing. Either return is missing, or it returns what order.reverse() "
    "gives: that turns the list round and gives None. order[::-1] is the turned list."
)
def reversed_in_place(inputs, output):
    return way_back(inputs, output).reverse()


# --------------------------------------------------------------------------- mended_gradients


def mended_gradients(inputs, slopes, order):
    """Return the list of ∂L/∂node for every node; L is the first node of order."""
    gradients = [0] * len(inputs)
    # L follows itself one to one.
    gradients[order[0]] = 1
    # order is the way back already: whoever comes has been handed all that it will get.
    for node in order:
        for source, slope in zip(inputs[node], slopes[node], strict=True):
            # Added: what comes over one path must not wipe out what came over another.
            gradients[source] += slope * gradients[node]
    return gradients


def _mended_gradients_cases(rng):
    return [
        # (a·b + c)·a with a = 3, b = −1, c = 5: a, b, c, a·b, a·b + c, L.
        ([[], [], [], [0, 1], [3, 2], [4, 0]], [[], [], [], [-1, 3], [1, 1], [3, 2]], _BACK),
        # s·s of s = x + x with x = 1.5.
        ([[], [0, 0], [1, 1]], [[], [1, 1], [3.0, 3.0]], [2, 1, 0]),
        *(_slopes_drawn(rng, n) for n in (4, 6, 7)),
    ]


_BACK = [5, 4, 3, 2, 1, 0]


def _slopes_drawn(rng, n):
    """Return inputs, slopes and the way back of a graph in which several nodes are used twice."""
    inputs, output = _numbered_at_will(rng, n)
    order = way_back(inputs, output)
    inputs[next(node for node in range(n + 1) if node not in order)] = []
    inputs[order[-2]] = [order[-1], order[-1]]
    drawn = rng.uniform(0.5, 2, size=(n + 1, 2)) * rng.choice([-1, 1], size=(n + 1, 2))
    slopes = [
        [round(float(s), 2) for s in row[: len(i)]] for row, i in zip(drawn, inputs, strict=True)
    ]
    return inputs, slopes, order


MENDED_GRADIENTS = Exercise(
    answer=mended_gradients,
    cases=_mended_gradients_cases,
    hint="one bug is in the line of the inner loop: what happens to a gradient that is there "
    "already? The other is in which direction order is gone through",
)


def _walked(inputs, slopes, order, step, first=1, others=0, along=iter):
    """Return the gradients of a walk along order, where step gives a gradient from what it was."""
    gradients = [others] * len(inputs)
    gradients[order[0]] = first
    for node in along(order):
        for source, slope in zip(inputs[node], slopes[node], strict=True):
            gradients[source] = step(gradients[source], slope, gradients[node])
    return gradients


@MENDED_GRADIENTS.mistake(
    "Both bugs are still there: it goes along order from the wrong end, and it puts a gradient in "
    "the place of the one that was there."
)
def nothing_mended(inputs, slopes, order):
    return _walked(inputs, slopes, order, lambda old, slope, back: slope * back, along=reversed)


@MENDED_GRADIENTS.mistake(
    "The direction is right now. But a node that is used twice keeps only what came over its last "
    "path: add it to what is there, +=."
)
def still_assigned(inputs, slopes, order):
    return _walked(inputs, slopes, order, lambda old, slope, back: slope * back)


@MENDED_GRADIENTS.mistake(
    "What comes is added now, but only L hands on something. Either the loop goes from the leaves "
    "to L: order is the way back already, without reversed. Or return stands inside the loop and "
    "ends it after the first node."
)
def still_from_the_wrong_end(inputs, slopes, order):
    return _walked(
        inputs, slopes, order, lambda old, slope, back: old + slope * back, along=reversed
    )


@MENDED_GRADIENTS.mistake(
    "gradients[0] is the place of node 0, and L may have any number: it is order[0], so its place "
    "is gradients[order[0]]."
)
def started_at_node_0(inputs, slopes, order):
    gradients = [0] * len(inputs)
    gradients[0] = 1
    for node in order:
        for source, slope in zip(inputs[node], slopes[node], strict=True):
            gradients[source] += slope * gradients[node]
    return gradients


@MENDED_GRADIENTS.mistake("L itself starts with the gradient 1; from 0 nothing comes back.")
def started_at_zero(inputs, slopes, order):
    return _walked(inputs, slopes, order, lambda old, slope, back: old + slope * back, first=0)


@MENDED_GRADIENTS.mistake("All gradients start at 1. Only L's does, the others at 0.")
def all_started_at_one(inputs, slopes, order):
    return _walked(inputs, slopes, order, lambda old, slope, back: old + slope * back, others=1)


@MENDED_GRADIENTS.mistake(
    "You add the local slope alone. Along a path slopes are multiplied: slope * gradients[node]."
)
def back_missing(inputs, slopes, order):
    return _walked(inputs, slopes, order, lambda old, slope, back: old + slope)


@MENDED_GRADIENTS.mistake("You add the slope and the gradient; the chain rule multiplies them.")
def slope_added(inputs, slopes, order):
    return _walked(inputs, slopes, order, lambda old, slope, back: old + slope + back)


@MENDED_GRADIENTS.mistake("You add what came back without the local slope.")
def slope_missing(inputs, slopes, order):
    return _walked(inputs, slopes, order, lambda old, slope, back: old + back)


@MENDED_GRADIENTS.mistake(
    "You multiply where paths meet. Along a path slopes are multiplied; where paths meet, what "
    "they bring is added."
)
def paths_multiplied(inputs, slopes, order):
    return _walked(inputs, slopes, order, lambda old, slope, back: (old or 1) * slope * back)


@MENDED_GRADIENTS.mistake("You take the mean of what the paths bring; it is added.")
def paths_averaged(inputs, slopes, order):
    def step(old, slope, back):
        return (old + slope * back) / 2 if old else slope * back

    return _walked(inputs, slopes, order, step)


@MENDED_GRADIENTS.mistake("You keep the first that comes to a node; all that come are added.")
def first_path_kept(inputs, slopes, order):
    return _walked(inputs, slopes, order, lambda old, slope, back: old or slope * back)


@MENDED_GRADIENTS.mistake(
    "In x * x, x is an input twice and gets its share twice; yours gets it once."
)
def twice_counts_once(inputs, slopes, order):
    once = [list(dict.fromkeys(sources)) for sources in inputs]
    kept = [s[: len(o)] for s, o in zip(slopes, once, strict=True)]
    return mended_gradients(once, kept, order)


@MENDED_GRADIENTS.mistake("All signs are flipped: the minus belongs to the update, not here.")
def gradients_sign(inputs, slopes, order):
    return [-gradient for gradient in mended_gradients(inputs, slopes, order)]


@MENDED_GRADIENTS.mistake(
    "The gradients are right, but in the order of the way back. Give them by the number of their "
    "node: place 0 is node 0."
)
def listed_in_the_order(inputs, slopes, order):
    gradients = mended_gradients(inputs, slopes, order)
    return [gradients[node] for node in order]


@MENDED_GRADIENTS.mistake(
    "Only L has a gradient in yours, and hands nothing on. Either the slope is multiplied by the "
    "gradient of the source, which has nothing yet: it is slope * gradients[node]. Or the loop "
    "leaves order[0] out, or gradients starts anew inside it."
)
def own_gradient_taken(inputs, slopes, order):
    return _walked(inputs, slopes, order, lambda old, slope, back: old + slope * old)


@MENDED_GRADIENTS.mistake(
    "return stands inside the inner loop and ends both after the first input. It stands after the "
    "loops, as far left as the outer for."
)
def returned_at_once(inputs, slopes, order):
    gradients = [0] * len(inputs)
    gradients[order[0]] = 1
    if inputs[order[0]]:
        gradients[inputs[order[0]][0]] += slopes[order[0]][0]
    return gradients


@MENDED_GRADIENTS.mistake(
    "You begin at the last node of order, with order[-1]. order is the way back already: L, which "
    "follows itself one to one, is its first, order[0]."
)
def started_at_the_last(inputs, slopes, order):
    gradients = [0] * len(inputs)
    gradients[order[-1]] = 1  # a leaf, which hands nothing on
    return gradients


BY_NUMBER = (
    "You go through the nodes by their numbers. The numbers are given at will; order says which "
    "comes when."
)


@MENDED_GRADIENTS.mistake(BY_NUMBER)
def largest_number_first_mended(inputs, slopes, order):
    return _along_numbers(inputs, slopes, order, sorted(order, reverse=True))


@MENDED_GRADIENTS.mistake(BY_NUMBER)
def smallest_number_first_mended(inputs, slopes, order):
    return _along_numbers(inputs, slopes, order, sorted(order))


@MENDED_GRADIENTS.mistake(BY_NUMBER)
def counted_through(inputs, slopes, order):
    return _along_numbers(inputs, slopes, order, range(len(order)))


def _along_numbers(inputs, slopes, order, numbers):
    return _walked(
        inputs, slopes, order, lambda old, slope, back: old + slope * back, along=lambda _: numbers
    )


# ------------------------------------------------------------------------- hand_back_quotient


def hand_back_quotient(a, b, upstream):
    """Return what a and b are handed back by c = a / b, of which ∂L/∂c is known."""
    # c is a times 1/b, so it follows a with the slope 1/b.
    slope_a = 1 / b
    # Over b, c is a · b⁻¹, whose slope by the power rule is a · (−1) · b⁻².
    slope_b = -a / b**2
    return upstream * slope_a, upstream * slope_b


def _quotient_cases(rng):
    signs = rng.choice([-1, 1], size=(5, 3))
    drawn = rng.uniform(1.3, 4, size=(5, 3)) * signs
    return [(6.0, 2.0, 1.0), (3.0, -1.5, 2.0), *(tuple(map(float, three)) for three in drawn)]


HAND_BACK_QUOTIENT = Exercise(
    answer=hand_back_quotient,
    cases=_quotient_cases,
    hint="a / b is a * b ** -1: over a its slope is what a is multiplied by, over b it is a times "
    "the slope of b ** -1, which is -1 * b ** -2; each is multiplied by upstream",
)


@HAND_BACK_QUOTIENT.mistake(
    "/ b * b divides by b and multiplies by it again, so b is gone from what b gets. Divide by "
    "(b * b), or by b ** 2."
)
def quotient_divided_then_multiplied(a, b, upstream):
    return upstream / b, -upstream * a


@HAND_BACK_QUOTIENT.mistake(
    "The slope over b is negative where a is positive: a larger b makes a / b smaller. The minus "
    "is missing."
)
def quotient_sign_missing(a, b, upstream):
    return upstream / b, upstream * a / b**2


@HAND_BACK_QUOTIENT.mistake("The slope over b has b squared below: b ** -1 has the slope −b ** -2.")
def quotient_not_squared(a, b, upstream):
    return upstream / b, -upstream * a / b


@HAND_BACK_QUOTIENT.mistake("a is missing in what b gets: a / b is a times b ** -1.")
def quotient_a_missing(a, b, upstream):
    return upstream / b, -upstream / b**2


@HAND_BACK_QUOTIENT.mistake(
    "Those are the local slopes alone. They are multiplied by what came back to c, upstream."
)
def quotient_upstream_missing(a, b, upstream):
    return 1 / b, -a / b**2


@HAND_BACK_QUOTIENT.mistake("b's share comes first in yours. The order is a, then b.")
def quotient_exchanged(a, b, upstream):
    return hand_back_quotient(a, b, upstream)[::-1]


@HAND_BACK_QUOTIENT.mistake("Those are a product's shares, b·upstream and a·upstream.")
def quotient_as_product(a, b, upstream):
    return b * upstream, a * upstream


@HAND_BACK_QUOTIENT.mistake("You took the slope over b for 1 / a, as if only the factor changed.")
def quotient_as_two_factors(a, b, upstream):
    return upstream / b, upstream / a


@HAND_BACK_QUOTIENT.mistake(
    "The slope over a is 1 / b. You took a / b, which is c itself: c = a · (1 / b) follows a as "
    "fast as 1 / b is large."
)
def quotient_itself_for_a(a, b, upstream):
    return upstream * a / b, -upstream * a / b**2


@HAND_BACK_QUOTIENT.mistake("a is squared in what b gets, and b should be.")
def quotient_a_squared(a, b, upstream):
    return upstream / b, -upstream * a**2 / b


@HAND_BACK_QUOTIENT.mistake(
    "b's share has upstream twice. What came back to c is multiplied in once for each."
)
def quotient_upstream_twice(a, b, upstream):
    return upstream / b, -(upstream**2) * a / b**2


@HAND_BACK_QUOTIENT.mistake("Only what a gets is multiplied by upstream; b's share needs it too.")
def quotient_upstream_for_a_only(a, b, upstream):
    return upstream / b, -a / b**2


@HAND_BACK_QUOTIENT.mistake("The minus stands at a's share. It belongs to b's.")
def quotient_sign_at_a(a, b, upstream):
    return -upstream / b, upstream * a / b**2


@HAND_BACK_QUOTIENT.mistake(
    "There is a 2 too many in what b gets: that would be the slope of b ** -2."
)
def quotient_doubled(a, b, upstream):
    return upstream / b, -2 * upstream * a / b**2


@HAND_BACK_QUOTIENT.mistake("There is one b too many below in what b gets: b ** 2 is enough.")
def quotient_cubed(a, b, upstream):
    return upstream / b, -upstream * a / b**3


@HAND_BACK_QUOTIENT.mistake("That is c, the way forward. Asked for is what goes back to a and b.")
def quotient_forward(a, b, upstream):
    return a / b


@HAND_BACK_QUOTIENT.mistake(
    "The slope over a is 1 / b; you multiplied by b. Twice as large a b makes a / b follow a half "
    "as fast."
)
def quotient_multiplied_for_a(a, b, upstream):
    return upstream * b, -upstream * a / b**2


@HAND_BACK_QUOTIENT.mistake("b ** 2 is b squared; b * 2 is twice b.")
def quotient_times_two(a, b, upstream):
    return upstream / b, -upstream * a / (b * 2)


@HAND_BACK_QUOTIENT.mistake(
    "In what b gets you have a / b, times 2. Divide a by b squared: a / b ** 2."
)
def quotient_divided_then_doubled(a, b, upstream):
    return upstream / b, -upstream * a / b * 2


@HAND_BACK_QUOTIENT.mistake(
    "You took the quotients themselves, a / b and b / a. What goes back are slopes: of a / b over "
    "a, which is 1 / b, and over b."
)
def quotient_and_its_inverse(a, b, upstream):
    return a / b * upstream, b / a * upstream


@HAND_BACK_QUOTIENT.mistake(
    "You took c itself, a / b, for both. What goes back are slopes: over a it is 1 / b, over b it "
    "is a times the slope of b ** -1."
)
def quotient_itself_for_both(a, b, upstream):
    return a / b * upstream, -a / b * upstream


EXERCISES = (HAND_BACK, WAY_BACK, MENDED_GRADIENTS, HAND_BACK_QUOTIENT)
