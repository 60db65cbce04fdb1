{% filter replace("mine", cookiecutter.name) %}{% include "kinds/" + cookiecutter.kind + ".py" %}{% endfilter -%}
