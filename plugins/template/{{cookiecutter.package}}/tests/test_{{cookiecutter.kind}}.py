{% filter replace("mine", cookiecutter.name) %}{% include "tests/" + cookiecutter.kind + ".py" %}{% endfilter -%}
